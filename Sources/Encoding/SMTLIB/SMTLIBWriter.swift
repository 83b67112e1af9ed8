/// Prints terms as SMT-LIB 2.6, in standard theories only (but for constant arrays: see `ConstantArrays`).
///
/// A term is written once: what is used more than once gets a name in a `let`, so that the text is as long as the graph
/// is large. Neither depth nor size leads to recursion.
package struct SMTLIBWriter {
  package private(set) var text = ""

  package init() {}

  /// A whole script that asks whether the formulas can be true together.
  package static func script(
    _ formulas: [Term], status: String? = nil, comments: [String] = []
  ) -> String {
    var writer = SMTLIBWriter()
    for comment in comments { writer.comment(comment) }
    if let status { writer.line("(set-info :status \(status))") }
    let features = SMTLIBFeatures(formulas)
    writer.line("(set-logic \(features.logic))")
    writer.declare(features.constants)
    for formula in formulas { writer.assert(formula) }
    writer.line("(check-sat)")
    return writer.text
  }

  // MARK: - Commands

  package mutating func line(_ line: String) { text += line + "\n" }

  package mutating func comment(_ comment: String) {
    for part in comment.split(separator: "\n", omittingEmptySubsequences: false) { line("; \(part)") }
  }

  package mutating func declare(_ constants: [Term]) {
    for constant in constants {
      line("(declare-const \(Self.constantName(constant)) \(Self.sort(constant.sort)))")
    }
  }

  package mutating func assert(_ formula: Term) { line("(assert \(Self.term(formula)))") }

  // MARK: - Parts

  package static func sort(_ sort: Sort) -> String {
    switch sort {
    case .bool: "Bool"
    case .bitVector(let width): "(_ BitVec \(width))"
    case .array(let index, let element): "(Array \(Self.sort(index)) \(Self.sort(element)))"
    }
  }

  static func constantName(_ constant: Term) -> String {
    guard case .constant(let name) = constant.operation else { preconditionFailure("not a constant") }
    return symbol(name)
  }
}
