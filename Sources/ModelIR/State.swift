/// The content of all state variables: one cell per simple component, nil where undefined.
///
/// Cells are in declaration order; arrays by ascending index, records by field order.
package struct State: Hashable, Sendable {
  package var cells: [Value?]

  package init(cells: [Value?]) { self.cells = cells }
}

/// One rule or start state with values for its parameters: a transition's label.
package struct Firing: Hashable, Sendable {
  package enum Subject: Hashable, Sendable {
    /// An index into `TransitionSystem.startStates`.
    case start(Int)
    case rule(RuleID)
  }

  package var subject: Subject
  /// One value per parameter, outermost ruleset first.
  package var arguments: [Value]

  package init(subject: Subject, arguments: [Value]) {
    self.subject = subject
    self.arguments = arguments
  }
}

extension TransitionSystem {
  /// The rule or start state a firing is an instance of.
  package func rule(of firing: Firing) -> Rule {
    switch firing.subject {
    case .start(let index): startStates[index]
    case .rule(let id): self[id]
    }
  }
}
