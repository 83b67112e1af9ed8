import Checking
import ModelIR

/// Shows that a run which can never again satisfy a liveness property goes on to a dead end or a loop.
struct StarvingRun {
  let interpreter: Interpreter
  /// Ends early once it is raised.
  let stop: StopFlag

  /// Extends a run whose state `start` cannot reach the property any more.
  ///
  /// Returns the state the last one is equal to, nil if the run ends where no firing changes anything. Closes a loop as soon as it can and otherwise takes the first firing that leads somewhere else, so it ends.
  func extend(_ steps: inout [Trace.Step], from start: Int) -> Int? {
    var positions: [State: Int] = [:]
    if let state = steps[start].state { positions[state] = start }
    while let current = steps.last?.state {
      var onward: Trace.Step?
      for rule in interpreter.system.ruleIDs {
        let parameters = interpreter.system[rule].parameters
        for instance in 0..<(parameters.instanceCount ?? 0) {
          if stop.isRaised { return nil }
          let firing = Firing(subject: .rule(rule), arguments: parameters.arguments(ofInstance: instance))
          guard case .next(let next, _)? = interpreter.fireIfEnabled(firing, in: current), next != current
          else { continue }
          let step = Trace.Step(firing: firing, state: next)
          if let position = positions[next] {
            steps.append(step)
            return position
          }
          if onward == nil { onward = step }
        }
      }
      guard let onward, let next = onward.state else { return nil }
      positions[next] = steps.count
      steps.append(onward)
    }
    return nil
  }
}
