package import Diagnostics

/// Why an evaluation could not go on: a run-time error of the model, or a statement-level assertion that failed.
package struct Failure: Error, Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case undefinedRead, outOfRangeWrite, indexOutOfRange, divisionByZero, overflow, missingReturn
    case errorStatement, badLoopStep, wrongAlternative
    /// A loop or recursion that did not end within `Interpreter.fuel` steps or `Interpreter.maximumDepth` calls.
    case stepBound, callDepth
    /// An `assert` statement; `property` says which.
    case assertion
    /// Something stopped a watched iteration, which another order of the elements may never come to; `watch` says which.
    case orderMatters
    /// No failure of the model: a `StopFlag` was raised.
    case stopped
  }

  package var kind: Kind
  /// A lower-case sentence that names the values involved.
  package var message: String
  package var range: SourceRange
  package var property: PropertyID?
  /// See `Local.watch`.
  package var watch: Int?

  package init(_ kind: Kind, _ message: String, at range: SourceRange, property: PropertyID? = nil) {
    self.kind = kind
    self.message = message
    self.range = range
    self.property = property
  }

  /// Whether the other is of the same kind, and the same assertion: messages may name other values.
  package func isAlike(_ other: Failure) -> Bool { kind == other.kind && property == other.property }
}
