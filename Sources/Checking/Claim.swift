package import ModelIR

/// What a verdict is about: a property of the model, or one of the two every model has.
package enum Claim: Hashable, Sendable {
  case property(PropertyID)
  /// No rule, guard, property or start state ever fails while it is evaluated (`no-runtime-error`).
  case noRuntimeError
  /// Progress is always possible, in the sense of the chosen deadlock mode (`no-deadlock`).
  case noDeadlock

  /// What a failure violates.
  package init(violatedBy failure: Failure) {
    self = failure.property.map(Claim.property) ?? .noRuntimeError
  }

  /// Whether it is a property that stands in the body of a rule or function, where firings come across it.
  package func isStatement(in system: TransitionSystem) -> Bool {
    if case .property(let id) = self { system[id].condition == nil } else { false }
  }

  package func isCover(in system: TransitionSystem) -> Bool {
    if case .property(let id) = self { system[id].kind == .cover } else { false }
  }

  package func isLiveness(in system: TransitionSystem) -> Bool {
    if case .property(let id) = self { system[id].kind == .liveness } else { false }
  }

  /// Whether it is one about whole runs: no single state shows it to be violated.
  package func isAboutRuns(in system: TransitionSystem) -> Bool {
    if case .property(let id) = self { system[id].isAboutRuns } else { false }
  }

  package func isLeadsTo(in system: TransitionSystem) -> Bool {
    if case .property(let id) = self { system[id].kind == .leadsTo } else { false }
  }

  /// The name users write in `--property`, `--expect` and `checks.yml`.
  package func name(in system: TransitionSystem) -> String {
    switch self {
    case .property(let id): system[id].name
    case .noRuntimeError: "no-runtime-error"
    case .noDeadlock: "no-deadlock"
    }
  }
}

/// When a state counts as a deadlock; rumur's three modes.
package enum DeadlockMode: String, Hashable, Sendable, CaseIterable {
  case off
  /// No rule is enabled, or every enabled rule leads back to the same state.
  case stuttering
  /// No rule is enabled.
  case stuck
}

extension Sequence<Claim> {
  /// The properties among them that are of a kind.
  package func properties(in system: TransitionSystem, where isWanted: (Property) -> Bool) -> [PropertyID] {
    compactMap { claim in
      if case .property(let id) = claim, isWanted(system[id]) { id } else { nil }
    }
  }
}
