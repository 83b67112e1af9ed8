package import ModelIR

/// Whether a run that goes round is fair, and why: what the interpreter sees of each fair instance on its way.
///
/// An instance can be fired in a state if its guard is true and the firing leads to a state: what fails, or is ruled out by an
/// assumption, is no firing.
package struct LoopFairness: Hashable, Sendable {
  /// Of one instance of a fair rule.
  package struct Account: Hashable, Sendable {
    package var firing: Firing
    package var fairness: Fairness
    package var finding: Finding

    package init(firing: Firing, fairness: Fairness, finding: Finding) {
      self.firing = firing
      self.fairness = fairness
      self.finding = finding
    }
  }

  package enum Finding: Hashable, Sendable {
    /// It is fired in this step of the loop.
    case fired(step: Int)
    /// It is weakly fair, and cannot be fired in this state of the loop, though in others.
    case disabled(state: Int)
    /// It cannot be fired in any state of the loop.
    case idle
    /// It is owed a firing, and never gets one.
    case neglected
  }

  /// In the order of the model.
  package var accounts: [Account]
  /// Instances whose accounts would be others if some step did not fail.
  package var failures: Int

  package var isFair: Bool { accounts.allSatisfy { $0.finding != .neglected } }

  /// Of the states from `first` on, the last of which repeats the first.
  ///
  /// What is found out once the interpreter is stopped is worth nothing.
  package init(of steps: [Trace.Step], from first: Int, _ interpreter: Interpreter) {
    accounts = []
    failures = 0
    let system = interpreter.system
    var fired: [Firing: Int] = [:]
    for number in steps.indices.dropFirst(first + 1) where fired[steps[number].firing] == nil {
      fired[steps[number].firing] = number
    }
    let states = steps.indices.dropFirst(first).dropLast()
    for id in system.ruleIDs {
      guard let fairness = system[id].fairness else { continue }
      let parameters = system[id].parameters
      for instance in 0..<(parameters.instanceCount ?? 0) {
        let firing = Firing(subject: .rule(id), arguments: parameters.arguments(ofInstance: instance))
        if let step = fired[firing] {
          accounts.append(Account(firing: firing, fairness: fairness, finding: .fired(step: step)))
          continue
        }
        var (enabled, disabled, failing) = (0, Int?.none, Int?.none)
        for number in states {
          guard let state = steps[number].state else { continue }
          switch interpreter.attempt(firing, in: state) {
          case .next: enabled += 1
          case .failed: failing = failing ?? number
          case .dropped, .excluded, nil: disabled = disabled ?? number
          }
        }
        if failing != nil, fairness == .strong || disabled == nil { failures += 1 }
        let finding: Finding
        switch (fairness, enabled) {
        case (_, 0): finding = .idle
        case (.strong, _): finding = .neglected
        case (.weak, _): finding = (disabled ?? failing).map { .disabled(state: $0) } ?? .neglected
        }
        accounts.append(Account(firing: firing, fairness: fairness, finding: finding))
      }
    }
  }
}
