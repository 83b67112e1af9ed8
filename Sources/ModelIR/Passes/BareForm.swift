import Diagnostics

/// Expressions and places without source ranges, to be compared as what they mean.
extension Expression {
  /// The expression with every range moved to the start of its file.
  package var bare: Expression { Rewriting.withoutRanges(self) }
}

extension Place {
  /// The place with every range moved to the start of its file.
  package var bare: Place { Rewriting.withoutRanges(self) }
}

extension [Statement] {
  /// The statements with every range moved to the start of its file.
  package var bare: [Statement] { Rewriting.withoutRanges(self) }
}

extension Rewriting {
  fileprivate static let withoutRanges = Rewriting(range: { $0.origin })
}
