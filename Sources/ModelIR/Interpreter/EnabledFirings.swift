/// What can happen in a state.
extension Interpreter {
  /// All rule instances whose guard holds, rule by rule, instances in order; a guard that fails does not hold.
  package func enabledFirings(in state: State) -> [Firing] {
    var firings: [Firing] = []
    for id in system.ruleIDs {
      let parameters = system[id].parameters
      for instance in 0..<(parameters.instanceCount ?? 0) {
        let firing = Firing(subject: .rule(id), arguments: parameters.arguments(ofInstance: instance))
        if (try? isEnabled(firing, in: state)) == true { firings.append(firing) }
      }
    }
    return firings
  }

  /// What comes of a firing; nil if its guard does not hold, or fails.
  package func fireIfEnabled(_ firing: Firing, in state: State) -> Outcome? {
    (try? isEnabled(firing, in: state)) == true ? fire(firing, in: state) : nil
  }

  /// All start state instances.
  package var startFirings: [Firing] {
    system.startStates.indices.flatMap { index in
      let parameters = system.startStates[index].parameters
      return (0..<(parameters.instanceCount ?? 0)).map {
        Firing(subject: .start(index), arguments: parameters.arguments(ofInstance: $0))
      }
    }
  }
}
