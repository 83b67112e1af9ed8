/// The instances of all rules, numbered rule by rule: the actions of a system.
package struct RuleActions: Sendable {
  /// The number of each rule's first instance, by `RuleID.index`.
  package let bases: [Int]
  package let count: Int

  /// Of a system whose rules have no more instances than can be tried one by one.
  package init(_ system: TransitionSystem) {
    var next = 0
    bases = system.rules.map { rule in
      defer { next += Int(rule.parameters.instanceCount ?? 0) }
      return next
    }
    count = next
  }
}

/// The parts of guards, and which of them always have a value.
package struct ReducibleGuards: Sendable {
  /// By rule: the parts of its guard.
  package let parts: [[Expression]]
  /// By rule and part: whether evaluating the part can never fail or be dropped.
  ///
  /// Then it is looked at even if one before it is false.
  package let isTotal: [[Bool]]

  init(_ analysis: HazardAnalysis, stepsMayRunOut: Bool) {
    parts = analysis.system.rules.map { $0.guardParts(stepsMayRunOut: stepsMayRunOut) }
    isTotal = zip(analysis.system.rules, parts).map { rule, parts in
      let collector = HazardCollector(analysis, analysis.frame(of: rule))
      return parts.map { collector.hazards(of: $0).events.isEmpty }
    }
  }
}

extension Rule {
  /// The parts of the guard that are evaluated one after the other until one is false.
  ///
  /// All parts together may take no more steps than one evaluation: where steps may run out, the guard is one part.
  package func guardParts(stepsMayRunOut: Bool) -> [Expression] {
    guard let guardCondition else { return [] }
    return stepsMayRunOut ? [guardCondition] : guardCondition.conjuncts
  }
}

extension Expression {
  /// The operands of a chain of `&`, left to right.
  package var conjuncts: [Expression] {
    guard case .binary(.and, let left, let right) = kind else { return [self] }
    return left.conjuncts + right.conjuncts
  }
}

/// What is known of an action's guard in a state: bit k says that part k of it is false; 0 says that it holds.
package enum GuardStatus {
  /// The guard cannot be evaluated.
  package static let fails: UInt32 = 1 << 31
  /// What is said of part k; the last bit stands for all further ones.
  package static func isFalse(_ part: Int) -> UInt32 { 1 << UInt32(min(part, mostParts - 1)) }
  package static let mostParts = 31
}
