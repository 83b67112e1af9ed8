/// The terms under some roots, each once, arguments before what is made of them.
package struct TermGraph {
  package private(set) var terms: [Term] = []
  /// How often a term is an argument or a root.
  package private(set) var uses: [Term: Int] = [:]

  /// Terms that are known already are left out, with what is only under them.
  package init(_ roots: [Term], except isKnown: (Term) -> Bool = { _ in false }) {
    var pending = roots
    while let term = pending.popLast() {
      uses[term, default: 0] += 1
      guard uses[term] == 1, !isKnown(term) else { continue }
      terms.append(term)
      pending += term.arguments
    }
    terms.sort { $0.id < $1.id }
  }
}
