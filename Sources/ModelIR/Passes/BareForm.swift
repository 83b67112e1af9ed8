import Diagnostics

/// Expressions and places without source ranges, to be compared as what they mean.
extension Expression {
  /// The expression with every range moved to the start of the model.
  package var bare: Expression { Rewriting.withoutRanges(self) }
}

extension Place {
  /// The place with every range moved to the start of the model.
  package var bare: Place { Rewriting.withoutRanges(self) }
}

extension [Statement] {
  /// The statements with every range moved to the start of the model.
  package var bare: [Statement] { Rewriting.withoutRanges(self) }
}

extension Rewriting {
  fileprivate static let withoutRanges = Rewriting(
    range: { _ in SourceRange(file: FileID(0), start: 0, end: 0) })
}
