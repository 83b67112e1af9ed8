/// What formulas use: their constants, and the logic that has all of it.
package struct SMTLIBFeatures {
  /// In the order of their creation.
  package private(set) var constants: [Term] = []
  private var hasArrays = false
  private var hasConstantArrays = false
  private var hasDeepArrays = false

  package init(_ formulas: [Term]) {
    for term in TermGraph(formulas).terms {
      if term.isConstant { constants.append(term) }
      if term.operation == .constantArray { hasConstantArrays = true }
      if case .array(let index, let element) = term.sort {
        hasArrays = true
        if index.width == nil || element.width == nil { hasDeepArrays = true }
      }
    }
    constants.sort { $0.id < $1.id }
  }

  /// `QF_ABV` knows arrays of bit-vectors from bit-vectors, and no constant ones.
  package var logic: String {
    if hasConstantArrays || hasDeepArrays { return "ALL" }
    return hasArrays ? "QF_ABV" : "QF_BV"
  }
}
