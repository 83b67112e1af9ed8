import CSuccessor
import Checking
import ModelIR

/// Something the search came across that decides a claim, in terms of packed states.
struct Candidate: Hashable, Sendable, Codable {
  enum Kind: UInt32, Sendable, Codable {
    /// Nothing can happen in the state.
    case deadlock
    case invariantViolated, propertyFails, guardFails
    /// The firing fails.
    case ruleFails
    case coverReached
    /// The firing reaches the cover statement.
    case coverStatementReached
    /// The firing fails the assertion.
    case assertionFails
    /// From the state on a liveness property can never hold.
    case starves
  }

  var kind: Kind
  /// The index of the state, or of the state fired from.
  var state: UInt32
  /// The state's distance from the start states.
  var depth: Int
  /// The rule, or the property, by index.
  var subject: UInt32
  /// The property's index where the subject is a rule.
  var property: UInt32
  /// Of the subject.
  var instance: UInt64
  /// The property is an assertion in which evaluating a guard or property fails.
  var failsAssertion = false
}

extension Candidate {
  /// Nil for a finding of a kind the header does not name.
  init?(_ finding: p2p_finding, state: UInt32, depth: Int) {
    guard let kind = Kind(finding) else { return nil }
    self.init(
      kind: kind, state: state, depth: depth, subject: finding.subject, property: finding.property,
      instance: finding.instance)
    if kind == .propertyFails || kind == .guardFails, property != 0 {
      property -= 1
      failsAssertion = true
    }
  }

  var claim: Claim {
    switch kind {
    case .deadlock: .noDeadlock
    case .invariantViolated, .coverReached, .starves: .property(PropertyID(Int(subject)))
    case .assertionFails, .coverStatementReached: .property(PropertyID(Int(property)))
    case .ruleFails: .noRuntimeError
    case .propertyFails, .guardFails:
      failsAssertion ? .property(PropertyID(Int(property))) : .noRuntimeError
    }
  }

  /// What is to be seen at the end of a run, of so many steps, to the state.
  func ending(after steps: Int, in system: TransitionSystem) -> Evidence.Ending {
    switch kind {
    case .deadlock: .deadlock
    case .invariantViolated, .coverReached: .state(instance: arguments(ofPropertyIn: system))
    case .propertyFails:
      .property(PropertyID(Int(subject)), instance: arguments(ofPropertyIn: system))
    case .guardFails: .guardOf(firing(in: system))
    case .ruleFails, .assertionFails, .coverStatementReached: .firing(firing(in: system))
    case .starves: .starves(from: steps, .open, instance: arguments(ofPropertyIn: system))
    }
  }

  private func arguments(ofPropertyIn system: TransitionSystem) -> [Value] {
    system[PropertyID(Int(subject))].parameters.arguments(ofInstance: instance)
  }

  private func firing(in system: TransitionSystem) -> Firing {
    let rule = RuleID(Int(subject))
    return Firing(subject: .rule(rule), arguments: system[rule].parameters.arguments(ofInstance: instance))
  }

  /// Whether the finding is about a firing, not about the state itself.
  var concernsFiring: Bool {
    switch kind {
    case .deadlock, .invariantViolated, .propertyFails, .guardFails, .coverReached, .starves: false
    case .ruleFails, .coverStatementReached, .assertionFails: true
    }
  }
}

extension Candidate.Kind {
  fileprivate init?(_ finding: p2p_finding) {
    switch Int(finding.kind) {
    case P2P_FINDING_INVARIANT: self = .invariantViolated
    case P2P_FINDING_PROPERTY_ERROR: self = .propertyFails
    case P2P_FINDING_GUARD_ERROR: self = .guardFails
    case P2P_FINDING_RULE_ERROR: self = .ruleFails
    case P2P_FINDING_COVER: self = .coverReached
    case P2P_FINDING_COVER_STATEMENT: self = .coverStatementReached
    case P2P_FINDING_ASSERTION: self = .assertionFails
    default: return nil
    }
  }
}
