import Diagnostics

/// `P ~> Q`: on every fair run, each state with P is at or before a state with Q.
///
/// Its condition is `Q | !P`: false where P waits for Q, and evaluated so that Q is in every state.
extension Property {
  /// The condition that `P ~> Q` has.
  package static func leadsTo(_ premise: Expression, _ goal: Expression) -> Expression {
    let isIdle = Expression(.unary(.not, premise), type: .boolean, range: premise.range)
    return Expression(.binary(.or, goal, isIdle), type: .boolean, range: premise.range.union(goal.range))
  }

  /// P and Q; nil of any other property.
  package var leadsTo: (premise: Expression, goal: Expression)? {
    guard kind == .leadsTo, case .binary(.or, let goal, let isIdle)? = condition?.kind,
      case .unary(.not, let premise) = isIdle.kind
    else { return nil }
    return (premise, goal)
  }

  /// Whether it speaks of whole runs, which no single state shows to be otherwise.
  package var isAboutRuns: Bool {
    switch kind {
    case .liveness, .leadsTo: true
    case .invariant, .assertion, .assumption, .cover: false
    }
  }
}

/// What is asked of a rule's instances in runs that count: `--@ fair`.
package enum Fairness: String, Hashable, Encodable, Sendable, CaseIterable {
  /// One that can be fired from some point on for ever is fired again and again.
  case weak
  /// One that can be fired again and again is fired again and again.
  case strong
}
