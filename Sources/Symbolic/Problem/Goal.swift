import Checking
import Encoding
import ModelIR

/// A claim as states to be avoided (or, for a cover, to be reached).
///
/// Every way to decide a claim is a condition on one state: an invariant that is false there, a rule that would fail
/// when fired from there.
struct Goal: Sendable {
  /// One condition that decides the claim, over the state's leaves and constants of its own.
  struct Target: Sendable {
    let origin: Origin
    let condition: Term
    let parameters: [EncodedParameter]
  }

  /// What happens in a state that satisfies a target.
  enum Origin: Hashable, Sendable {
    /// A property is false, or a cover true.
    case property(PropertyID)
    /// Evaluating a property fails.
    case propertyFailure(PropertyID)
    /// Evaluating a rule's guard or body fails.
    case ruleFailure(RuleID)
    /// A rule reaches a cover statement.
    case coverStatement(RuleID)
    case deadlock
  }

  let claim: Claim
  let targets: [Target]
  /// What a proof excludes as well, though it does not violate the claim: states in which it cannot be evaluated.
  var failures: [Target] = []
  /// Start states that decide the claim while they are executed: by failing, or by reaching a cover statement.
  let startTargets: [StartTarget]

  struct StartTarget: Sendable {
    let start: Int
    let condition: Term
  }
}

/// A safety problem: the encoded system and the claims that are conditions on single states.
struct SafetyProblem: Sendable {
  let encoding: TransitionEncoding
  let deadlock: DeadlockMode
  let goals: [Goal]
  /// Claims that are none, and why.
  let others: [(claim: Claim, reason: String)]

  init(_ encoding: TransitionEncoding, claims: [Claim], deadlock: DeadlockMode) {
    self.encoding = encoding
    self.deadlock = deadlock
    var goals: [Goal] = []
    var others: [(Claim, String)] = []
    let builder = GoalBuilder(encoding: encoding)
    for claim in claims {
      switch builder.goal(for: claim, deadlock: deadlock) {
      case .success(let goal): goals.append(goal)
      case .failure(let objection): others.append((claim, objection.reason))
      }
    }
    self.goals = goals
    self.others = others
  }
}

/// Why a claim is not about single states.
struct NoGoal: Error, Hashable {
  let reason: String
}

/// Turns claims into goals.
struct GoalBuilder {
  let encoding: TransitionEncoding
  /// Rule instances that a deadlock goal may have.
  private static let maximumInstances: UInt64 = 256

  private var system: TransitionSystem { encoding.system }
  private var bank: TermBank { encoding.bank }

  func goal(for claim: Claim, deadlock: DeadlockMode) -> Result<Goal, NoGoal> {
    switch claim {
    case .noRuntimeError: return .success(failures(nil, claim: claim))
    case .noDeadlock: return deadlockGoal(deadlock)
    case .property(let id):
      switch system[id].kind {
      case .assertion: return .success(failures(id, claim: claim))
      case .invariant:
        guard let property = encoding.properties[id.index] else { break }
        let failing = property.failures.map(\.condition)
        let condition = bank.and(property.domain, bank.not(property.holds), bank.not(bank.or(failing)))
        return .success(stateGoal(claim, id, property, condition))
      case .cover:
        guard let property = encoding.properties[id.index] else { return .success(coverStatement(id)) }
        return .success(stateGoal(claim, id, property, bank.and(property.domain, property.holds)))
      case .liveness:
        return .failure(NoGoal(reason: "liveness is decided by exploration (`--engine explore`) only"))
      case .leadsTo:
        return .failure(NoGoal(reason: "`leadsto` is decided by exploration (`--engine explore`) only"))
      case .assumption:
        return .failure(NoGoal(reason: "an assumption restricts the model and is not checked"))
      }
      return .failure(NoGoal(reason: "the property has no condition"))
    }
  }

  private func stateGoal(
    _ claim: Claim, _ id: PropertyID, _ property: EncodedProperty, _ condition: Term
  ) -> Goal {
    let target = Goal.Target(origin: .property(id), condition: condition, parameters: property.parameters)
    var goal = Goal(claim: claim, targets: [target], startTargets: [])
    let failing = bank.or(property.failures.map(\.condition))
    if !failing.isFalse {
      goal.failures = [
        Goal.Target(origin: .propertyFailure(id), condition: failing, parameters: property.parameters)
      ]
    }
    return goal
  }

  /// Failures in one assertion, or all others.
  private func failures(_ assertion: PropertyID?, claim: Claim) -> Goal {
    func condition(_ failures: [EncodedFailure]) -> Term {
      bank.or(failures.filter { $0.failure.property == assertion }.map(\.condition))
    }
    var targets: [Goal.Target] = []
    for (index, rule) in encoding.rules.enumerated() {
      targets.append(
        Goal.Target(
          origin: .ruleFailure(RuleID(index)), condition: condition(rule.failures),
          parameters: rule.parameters))
    }
    for (index, property) in encoding.properties.enumerated() {
      guard let property else { continue }
      targets.append(
        Goal.Target(
          origin: .propertyFailure(PropertyID(index)), condition: condition(property.failures),
          parameters: property.parameters))
    }
    let starts = encoding.starts.enumerated().map {
      Goal.StartTarget(start: $0.offset, condition: condition($0.element.failures))
    }
    return Goal(
      claim: claim, targets: targets.filter { !$0.condition.isFalse },
      startTargets: starts.filter { !$0.condition.isFalse })
  }

  private func coverStatement(_ id: PropertyID) -> Goal {
    let targets = encoding.rules.enumerated().compactMap { index, rule in
      rule.covers[id].map {
        Goal.Target(origin: .coverStatement(RuleID(index)), condition: $0, parameters: rule.parameters)
      }
    }
    let starts = encoding.starts.enumerated().compactMap { index, start in
      start.covers[id].map { Goal.StartTarget(start: index, condition: $0) }
    }
    return Goal(claim: .property(id), targets: targets, startTargets: starts)
  }

  /// States from which nothing happens, instance by instance.
  ///
  /// A firing that fails counts as nothing here, which can only make the goal larger.
  private func deadlockGoal(_ mode: DeadlockMode) -> Result<Goal, NoGoal> {
    if system.properties.contains(where: { $0.kind == .assumption }) {
      return .failure(
        NoGoal(reason: "deadlocks of a model with assumptions are found by exploration only"))
    }
    var stuck: [Term] = []
    for rule in encoding.rules {
      let parameters = rule.parameters.map(\.parameter)
      guard let count = parameters.instanceCount, count <= Self.maximumInstances else {
        return .failure(
          NoGoal(
            reason: "rule `\(name(of: rule))` has too many instances to prove that one of them is enabled; "
              + "use --deadlock off, or explore"))
      }
      let moves =
        mode == .stuck
        ? rule.isTaken
        : bank.and(
          rule.isTaken,
          bank.or(zip(encoding.leaves, rule.next).map { bank.not(bank.equal($0.constant, $1)) }))
      for number in 0..<count {
        let instance = bank.values(parameters.arguments(ofInstance: number), of: rule.parameters)
        stuck.append(bank.not(bank.substitute(instance, in: moves)))
      }
    }
    let target = Goal.Target(origin: .deadlock, condition: bank.and(stuck), parameters: [])
    return .success(Goal(claim: .noDeadlock, targets: [target], startTargets: []))
  }

  private func name(of transition: EncodedTransition) -> String {
    system.rule(of: Firing(subject: transition.subject, arguments: [])).name
  }
}
