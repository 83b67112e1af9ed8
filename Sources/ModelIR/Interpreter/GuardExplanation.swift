/// Whether a rule can fire in a state, and what is in its way.
package enum GuardExplanation: Hashable, Sendable {
  case enabled
  /// The parts of the guard that would have to be otherwise, in the order of the text; never empty.
  case disabled([Reason])
  /// The guard has no value.
  case fails(Failure)
}

extension Interpreter {
  /// Why an instance of a rule is enabled in a state, or is not.
  package func explainGuard(of firing: Firing, in state: State) -> GuardExplanation {
    do throws(Failure) {
      if try isEnabled(firing, in: state) { return .enabled }
    } catch {
      return .fails(error)
    }
    let rule = system.rule(of: firing)
    guard let condition = rule.guardCondition else { return .enabled }
    var evaluation = Evaluation(self, state: state, locals: rule.locals)
    evaluation.deepest = Reason.deepestCall
    evaluation.explainsAllParts = true
    evaluation.bind(rule.parameters, to: firing.arguments)
    return .disabled(evaluation.hindrances(in: condition))
  }
}

extension Evaluation {
  /// The parts of a condition for whose values it does not hold, each with its reason.
  fileprivate mutating func hindrances(in condition: Expression) -> [Reason] {
    var hindrances: [Reason] = []
    for (part, wanted) in parts(of: condition, wanted: true) {
      // What stands behind a hindrance need not have a value.
      if let reason = decisiveReason(for: part, !wanted) ?? plainReason(for: part, !wanted) {
        hindrances.append(reason)
      }
    }
    return hindrances.isEmpty ? [Reason(expression: condition, locals: locals, holds: false)] : hindrances
  }

  /// A part whose calls are too deep to be looked into, by itself; nil if it has the other value, or none.
  private mutating func plainReason(for part: Expression, _ value: Bool) -> Reason? {
    let deepest = deepest
    defer { self.deepest = deepest }
    let isSo = attempt { evaluation throws(Abort) in
      evaluation.fuel = Interpreter.fuel
      evaluation.deepest = Interpreter.maximumDepth
      return try (evaluation.value(of: part) != 0) == value
    }
    return isSo == true ? Reason(expression: part, locals: locals, holds: value) : nil
  }

  /// What must hold, or must not, for an expression to have the value that is wanted of it.
  private func parts(of expression: Expression, wanted: Bool) -> [(Expression, wanted: Bool)] {
    switch expression.kind {
    case .binary(.and, _, _) where wanted:
      return operands(of: expression, .and).flatMap { parts(of: $0, wanted: true) }
    case .binary(.or, _, _) where !wanted:
      return operands(of: expression, .or).flatMap { parts(of: $0, wanted: false) }
    case .binary(.implies, let premise, let conclusion) where !wanted:
      return parts(of: premise, wanted: true) + parts(of: conclusion, wanted: false)
    case .unary(.not, let operand) where operand.isCompound: return parts(of: operand, wanted: !wanted)
    case .constant, .read, .unary, .binary, .sameContent, .conditional, .quantified, .isUndefined, .isMember,
      .widened, .narrowed, .call:
      return [(expression, wanted)]
    }
  }
}
