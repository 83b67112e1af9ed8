import ModelIR

/// Runs on which a `leadsto` property waits for ever.
extension Confirmation {
  /// In state `from` the one thing is true; from there on the other never is, until the run can go no further, or goes round
  /// and is fair.
  func waiting(
    _ evidence: Evidence, _ steps: [Trace.Step], from: Int, _ end: Starvation.End, _ instance: [Value]
  ) throws(Unconfirmed) -> Confirmed {
    guard case .property(let id) = evidence.claim, system[id].leadsTo != nil else {
      throw Unconfirmed("the claim is not about what something leads to")
    }
    guard system[id].parameters.admits(instance) else {
      throw Unconfirmed("the property has no such instance")
    }
    guard steps.indices.contains(from), let last = steps.last?.state else {
      throw Unconfirmed("the run has no state \(from)")
    }
    for number in from..<steps.count {
      guard let state = steps[number].state else { throw Unconfirmed("the run has no state \(number)") }
      let waits: Bool
      do throws(Failure) {
        let isGoal = try interpreter.isGoal(of: id, arguments: instance, state)
        let isPremise = number > from ? true : try interpreter.isPremise(of: id, arguments: instance, state)
        waits = isPremise && !isGoal
      } catch {
        throw Unconfirmed("evaluating it fails in state \(number): \(error.message)")
      }
      guard waits else { throw Unconfirmed("nothing is waited for in state \(number)") }
    }
    var failedSteps = 0
    var loopsTo: Int?
    switch end {
    case .open: throw Unconfirmed("the run does not say how it ends")
    case .deadEnd: failedSteps = try failuresInDeadEnd(last)
    case .loop(let position):
      guard position >= from, position < steps.count - 1, steps[position].state == last else {
        throw Unconfirmed("the loop does not close")
      }
      let fairness = LoopFairness(of: steps, from: position, interpreter)
      if let neglected = fairness.accounts.first(where: { $0.finding == .neglected }) {
        throw Unconfirmed("the loop is not fair to \"\(system.rule(of: neglected.firing).name)\"")
      }
      failedSteps = fairness.failures
      loopsTo = position
    }
    let trace = Trace(
      claim: evidence.claim, steps: steps, ending: .starves(from: from, loopsTo: loopsTo, arguments: instance)
    )
    return Confirmed(trace: trace, sequel: nil, failedSteps: failedSteps)
  }

  /// How many steps fail in a state from which no firing leads to a state, be it the same.
  private func failuresInDeadEnd(_ state: State) throws(Unconfirmed) -> Int {
    var failures = 0
    for firing in interpreter.ruleFirings {
      switch interpreter.attempt(firing, in: state) {
      case .next: throw Unconfirmed("the last state has a way on")
      case .failed: failures += 1
      case .dropped, .excluded, nil: break
      }
    }
    return failures
  }
}
