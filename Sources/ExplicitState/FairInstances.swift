import ModelIR

/// The instances of a system's fair rules, numbered from 1 on in the order of the model; 0 is any other instance.
struct FairInstances: Sendable {
  /// Of each rule, the number before its first instance's; nil if the rule is not fair.
  private let bases: [UInt32?]
  private let rules: [Rule]
  let count: UInt32

  /// Of a system whose rules have no more instances than can be tried one by one.
  init(_ system: TransitionSystem) {
    var next: UInt32 = 0
    rules = system.rules
    bases = system.rules.map { rule in
      guard rule.fairness != nil else { return nil }
      defer {
        let (sum, overflow) = next.addingReportingOverflow(
          UInt32(clamping: rule.parameters.instanceCount ?? .max))
        next = overflow ? .max : sum
      }
      return next
    }
    count = next
  }

  /// Before the first instance of a rule; nil if it is not fair.
  func base(ofRule rule: Int) -> UInt32? { bases[rule] }

  func number(ofRule rule: Int, instance: UInt64) -> UInt32 {
    bases[rule].map { $0 &+ UInt32(truncatingIfNeeded: instance) &+ 1 } ?? 0
  }

  /// What has a number, which is not 0.
  func firing(_ number: UInt32) -> Firing? {
    guard let rule = rule(of: number), let base = bases[rule] else { return nil }
    let arguments = rules[rule].parameters.arguments(ofInstance: UInt64(number - base - 1))
    return Firing(subject: .rule(RuleID(rule)), arguments: arguments)
  }

  func fairness(of number: UInt32) -> Fairness? { rule(of: number).flatMap { rules[$0].fairness } }

  /// The last fair rule that begins before the number; those without instances have none.
  private func rule(of number: UInt32) -> Int? {
    bases.lastIndex { base in base.map { $0 < number } ?? false }
  }
}
