extension [Statement] {
  /// True if the list certainly ends with a `return`; the function's end is then never reached.
  package var endsWithReturn: Bool {
    guard let last else { return false }
    switch last.kind {
    case .leave, .error: return true
    case .branch(let branches, let otherwise):
      return branches.allSatisfy { $0.body.endsWithReturn } && otherwise.endsWithReturn
    case .select(_, let cases, let otherwise):
      return cases.allSatisfy { $0.body.endsWithReturn } && otherwise.endsWithReturn
    case .assign, .clear, .undefine, .loop, .whileLoop, .call, .put, .check: return false
    }
  }
}
