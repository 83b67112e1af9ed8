import Encoding
import ModelIR
import Z3

/// Finds out which components are powers of two in every reachable state, of those that are divided by, multiplied with
/// or made masks of.
///
/// What is found is true of every question that is asked afterwards, and part of every proof.
struct PowerFacts {
  let problem: SafetyProblem
  let blackboard: Blackboard

  private var encoding: TransitionEncoding { problem.encoding }

  /// More are hardly about alignment.
  private static let maximumCandidates = 40

  func establish() throws(SolverError) {
    let leaves = candidates
    guard !leaves.isEmpty, blackboard.goesOn else { return }
    let atoms = AtomFactory(encoding)
    let claims = leaves.flatMap { leaf in
      atoms.powersOfTwo(leaf).map { (leaf: leaf, isNonzero: $0.isNonzero, lemma: $0.lemma) }
    }
    let houdini = Houdini(encoding: encoding, blackboard: blackboard, isThorough: false)
    let known = try houdini.inductive(claims.map(\.lemma))
    let holds = Set(known.lemmas.map(\.encoded.holds))
    var definitions = PowerDefinitions(encoding.bank)
    var facts: [Lemma] = []
    for leaf in leaves {
      // The strongest alone: it implies the others.
      guard
        let claim = claims.last(where: { $0.leaf == leaf && holds.contains($0.lemma.encoded.holds) }),
        let highest = encoding.system.domain(of: leaf.type)?.upperBound
      else { continue }
      facts.append(claim.lemma)
      definitions = definitions.adding(leaf.constant, upTo: highest, isNonzero: claim.isNonzero)
    }
    guard !definitions.isEmpty else { return }
    blackboard.lay(background: InductiveSet(facts))
    blackboard.know(definitions, because: facts.map(\.property))
  }

  /// Numbers that are used like powers of two, and those that they may be copies of.
  private var candidates: [StateLeaf] {
    let atoms = AtomFactory(encoding)
    let transitions = encoding.starts + encoding.rules
    var terms: [Term] = []
    for transition in transitions {
      terms += [transition.isTaken, transition.isEnabled]
      terms += transition.next
      terms += transition.failures.map(\.condition)
    }
    for property in encoding.properties {
      guard let property else { continue }
      terms.append(property.holds)
      terms += property.failures.map(\.condition)
    }
    var used = PowerUses(terms).constants
    guard !used.isEmpty else { return [] }
    let numbers = encoding.leaves.enumerated().filter { atoms.isNumber($0.element) }
    var isComplete = false
    while !isComplete {
      let before = used.count
      for (index, leaf) in numbers where used.contains(leaf.constant) {
        for transition in transitions { used.formUnion(PowerUses.sources(of: transition.next[index])) }
      }
      isComplete = used.count == before
    }
    return Array(numbers.map(\.element).filter { used.contains($0.constant) }.prefix(Self.maximumCandidates))
  }
}

extension AtomFactory {
  /// What may be said of a power of two, the weakest first.
  fileprivate func powersOfTwo(_ leaf: StateLeaf) -> [(isNonzero: Bool, lemma: Lemma)] {
    let isPower = isPowerOrZero(leaf)
    let conditions = [
      (false, implies(defined(leaf), isPower)), (false, isPower),
      (true, and([comparison(.notEqual, leaf, 0), isPower])),
    ]
    return conditions.compactMap { isNonzero, condition in
      lemma(condition).flatMap { $0.encoded.holds.isTrue ? nil : (isNonzero, $0) }
    }
  }
}
