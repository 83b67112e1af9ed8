/// How many elements suffice for an evaluation to come to the same without the others, by what it comes to.
///
/// Whatever else is left in with them, in the order it had, makes no difference.
struct Witnesses: Hashable, Sendable {
  var ifTrue: Int
  var ifFalse: Int
  var ifFailing: Int

  static let none = Witnesses(ifTrue: 0, ifFalse: 0, ifFailing: 0)

  /// For a value other than a truth value, or the end of a statement.
  init(completed: Int, failing: Int) { self.init(ifTrue: completed, ifFalse: completed, ifFailing: failing) }

  init(ifTrue: Int, ifFalse: Int, ifFailing: Int) {
    self.ifTrue = Self.bounded(ifTrue)
    self.ifFalse = Self.bounded(ifFalse)
    self.ifFailing = Self.bounded(ifFailing)
  }

  /// Whatever it comes to without failing.
  var completed: Int { max(ifTrue, ifFalse) }

  /// Beyond all sizes that are ever tried, numbers are equal.
  static let most = 1 << 20
  private static func bounded(_ count: Int) -> Int { min(count, most) }

  /// One evaluation after the other, whatever the first comes to.
  func then(_ next: Witnesses) -> Witnesses {
    Witnesses(
      ifTrue: completed + next.ifTrue, ifFalse: completed + next.ifFalse,
      ifFailing: max(ifFailing, completed + next.ifFailing))
  }

  /// As a value of which nobody asks whether it is true, and which may be one that fails: out of range, or divided by.
  var value: Witnesses { Witnesses(completed: completed, failing: max(completed, ifFailing)) }

  /// The worse of two.
  func or(_ other: Witnesses) -> Witnesses {
    Witnesses(
      ifTrue: max(ifTrue, other.ifTrue), ifFalse: max(ifFalse, other.ifFalse),
      ifFailing: max(ifFailing, other.ifFailing))
  }

  /// The evaluation again and again, up to `count` times.
  func times(_ count: Int) -> Witnesses {
    let before = max(0, min(count, Self.most) - 1) * completed
    return Witnesses(
      ifTrue: before + ifTrue, ifFalse: before + ifFalse, ifFailing: before + ifFailing)
  }
}
