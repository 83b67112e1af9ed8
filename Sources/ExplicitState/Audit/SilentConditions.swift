import Checking
import ModelIR

/// What was never the case in a search: guards of rules that never fired, covers that were not reached, invariants that
/// were not violated.
///
/// The interpreter evaluates them alone, in more states than it can expand.
struct SilentConditions: Sendable {
  private let interpreter: Interpreter
  private let rules: [RuleID]
  private let properties: [PropertyID]

  init(_ interpreter: Interpreter, _ counts: FiringCounts, undecided: Set<Claim>) {
    self.interpreter = interpreter
    let system = interpreter.system
    rules = system.ruleIDs.filter { counts.firings[$0.index] == 0 && counts.stops[$0.index] == 0 }
    properties = system.propertyIDs.filter { id in
      guard undecided.contains(.property(id)), system[id].condition != nil else { return false }
      return switch system[id].kind {
      case .invariant, .cover: true
      case .assertion, .assumption, .liveness, .leadsTo: false
      }
    }
  }

  var isEmpty: Bool { rules.isEmpty && properties.isEmpty }

  /// Whether something in the state deserves a closer look.
  func isSpoken(in state: State) -> Bool {
    rules.contains { canFire($0, in: state) } || properties.contains { isFound($0, in: state) }
  }

  private func canFire(_ id: RuleID, in state: State) -> Bool {
    let parameters = interpreter.system[id].parameters
    return (0..<(parameters.instanceCount ?? 0)).contains { instance in
      let firing = Firing(subject: .rule(id), arguments: parameters.arguments(ofInstance: instance))
      return (try? interpreter.isEnabled(firing, in: state)) ?? true
    }
  }

  private func isFound(_ id: PropertyID, in state: State) -> Bool {
    let property = interpreter.system[id]
    let parameters = property.parameters
    return (0..<(parameters.instanceCount ?? 0)).contains { instance in
      let holds = try? interpreter.holds(id, arguments: parameters.arguments(ofInstance: instance), in: state)
      return holds != (property.kind == .invariant)
    }
  }
}
