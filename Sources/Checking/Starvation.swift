import ModelIR

/// Runs on which a liveness property can never hold again: how they end, and that nothing else follows either.
package struct Starvation {
  /// How the run goes on after the state from which on the property never holds.
  package enum End: Hashable, Sendable {
    /// The run stops there; somebody has to go on.
    case open
    /// Nothing leads to another state.
    case deadEnd
    /// The last state is that at this position.
    case loop(Int)
  }

  /// What the interpreter saw of the states that can follow.
  package struct Sequel: Hashable, Sendable {
    /// How many there are; at least, if not all were visited.
    package var states: Int
    package var isComplete: Bool
    /// Steps that fail on the way: what lies behind them is not known.
    package var failedSteps: Int

    package init(states: Int, isComplete: Bool, failedSteps: Int) {
      self.states = states
      self.isComplete = isComplete
      self.failedSteps = failedSteps
    }

    /// Whether some run may end in a step that fails.
    package var canFail: Bool { !isComplete || failedSteps > 0 }
  }

  /// Rule instances that are tried in all: about a second.
  private static let mostAttempts = 300_000

  let interpreter: Interpreter
  let property: PropertyID
  let instance: [Value]
  /// Nothing is looked at any more once it is raised.
  let stop: StopFlag

  /// Visits what can follow a state, breadth first.
  func sequel(of state: State) throws(Unconfirmed) -> Sequel {
    var seen: Set<State> = [state]
    var queue = [state]
    var sequel = Sequel(states: 1, isComplete: true, failedSteps: 0)
    var attempts = 0
    var position = 0
    while position < queue.count {
      let current = queue[position]
      position += 1
      guard !isTrue(in: current) else { throw Unconfirmed("the property can hold again") }
      guard attempts < Self.mostAttempts, !stop.isRaised else {
        sequel.isComplete = false
        continue
      }
      for firing in interpreter.ruleFirings where !stop.isRaised {
        attempts += 1
        switch interpreter.attempt(firing, in: current) {
        case .next(let next, _): if seen.insert(next).inserted { queue.append(next) }
        case .failed: sequel.failedSteps += 1
        case .dropped, .excluded, nil: break
        }
      }
    }
    sequel.states = seen.count
    return sequel
  }

  func isTrue(in state: State) -> Bool {
    (try? interpreter.holds(property, arguments: instance, in: state)) != false
  }

  /// Extends a run that ends in such a state until it can go no further, or closes a loop; returns which.
  ///
  /// Closes a loop as soon as it can and otherwise takes the first firing that leads somewhere else, so it ends.
  func extend(_ steps: inout [Trace.Step]) -> End {
    let from = steps.count - 1
    var positions: [State: Int] = [:]
    if let state = steps.last?.state { positions[state] = from }
    while let current = steps.last?.state {
      var onward: Trace.Step?
      for firing in interpreter.ruleFirings {
        if stop.isRaised { return .open }
        guard case .next(let next, _)? = interpreter.fireIfEnabled(firing, in: current), next != current
        else { continue }
        let step = Trace.Step(firing: firing, state: next)
        if let position = positions[next] {
          steps.append(step)
          return .loop(position)
        }
        if onward == nil { onward = step }
      }
      guard let onward, let next = onward.state else { return .deadEnd }
      positions[next] = steps.count
      steps.append(onward)
    }
    return .deadEnd
  }
}

extension Confirmation {
  /// The property is false from state `from` on, whatever the run does, as far as the interpreter can look.
  func starvation(
    _ evidence: Evidence, _ steps: [Trace.Step], from: Int, _ end: Starvation.End, _ instance: [Value]
  ) throws(Unconfirmed) -> Confirmed {
    guard case .property(let id) = evidence.claim, system[id].kind == .liveness else {
      throw Unconfirmed("the claim is not about what follows a state")
    }
    guard system[id].parameters.admits(instance) else {
      throw Unconfirmed("the property has no such instance")
    }
    guard steps.indices.contains(from), let first = steps[from].state, let last = steps.last?.state else {
      throw Unconfirmed("the run has no state \(from)")
    }
    let starvation = Starvation(interpreter: interpreter, property: id, instance: instance, stop: stop)
    guard !steps.dropFirst(from).contains(where: { $0.state.map(starvation.isTrue) ?? true }) else {
      throw Unconfirmed("the property holds again after step \(from)")
    }
    let sequel = try starvation.sequel(of: first)
    var steps = steps
    var loopsTo: Int?
    switch end {
    case .open: if case .loop(let position) = starvation.extend(&steps) { loopsTo = position }
    case .deadEnd: guard isDeadEnd(last) else { throw Unconfirmed("the last state has a way on") }
    case .loop(let position):
      guard position >= from, position < steps.count - 1, steps[position].state == last else {
        throw Unconfirmed("the loop does not close")
      }
      loopsTo = position
    }
    let trace = Trace(
      claim: evidence.claim, steps: steps, ending: .starves(from: from, loopsTo: loopsTo, arguments: instance)
    )
    return Confirmed(trace: trace, sequel: sequel)
  }
}
