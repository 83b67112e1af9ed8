package import ModelIR

/// Makes runs shorter that somebody came upon by chance: cuts out circles, then leaves out steps as long as the rest is
/// possible and ends alike (Zeller, Hildebrandt: Simplifying and Isolating Failure-Inducing Input).
///
/// What comes out need not be shortest; it is a run that `Confirmation` has made.
package struct Shortening {
  private let confirmation: Confirmation
  private let stop: StopFlag

  /// Ends, with what it has by then, once `stop` is raised.
  package init(_ system: TransitionSystem, deadlock: DeadlockMode, stop: StopFlag) {
    // What has been found by then is still to be believed, so the evaluations themselves go on.
    confirmation = Confirmation(system, deadlock: deadlock)
    self.stop = stop
  }

  /// The trace of shorter evidence for the same claim; throws if there is none of the evidence itself.
  package func shortened(_ evidence: Evidence) throws(Unconfirmed) -> Trace {
    var best = try confirmation.confirm(evidence)
    var evidence = evidence
    cut(&evidence, &best)
    var length = evidence.firings.count / 2
    while length > 0, !stop.isRaised {
      let before = evidence.firings.count
      leaveOut(length, &evidence, &best)
      // What is gone may make more dispensable.
      if evidence.firings.count == before || length > evidence.firings.count { length /= 2 }
    }
    return best.trace
  }

  /// Leaves out what leads from a state back to it.
  private func cut(_ evidence: inout Evidence, _ best: inout Confirmation.Confirmed) {
    let states = best.trace.steps.prefix(evidence.firings.count).map(\.state)
    var last: [State: Int] = [:]
    for (index, state) in states.enumerated() { if let state { last[state] = index } }
    var kept: [Firing] = []
    var index = 0
    while index < states.count {
      kept.append(evidence.firings[index])
      index = (states[index].flatMap { last[$0] } ?? index) + 1
    }
    attempt(kept, &evidence, &best)
  }

  /// Tries without each so many firings one after the other, the start state excepted.
  private func leaveOut(
    _ length: Int, _ evidence: inout Evidence, _ best: inout Confirmation.Confirmed
  ) {
    var first = 1
    while first < evidence.firings.count, !stop.isRaised {
      var rest = evidence.firings
      rest.removeSubrange(first..<min(first + length, rest.count))
      if !attempt(possible(rest), &evidence, &best) { first += length }
    }
  }

  /// The firings without those that are not possible any more.
  private func possible(_ firings: [Firing]) -> [Firing] {
    guard let start = firings.first, case .next(var state, _) = confirmation.interpreter.start(start) else {
      return firings
    }
    return [start]
      + firings.dropFirst().filter { firing in
        guard case .next(let next, _)? = confirmation.interpreter.fireIfEnabled(firing, in: state),
          next != state
        else { return false }
        state = next
        return true
      }
  }

  @discardableResult private func attempt(
    _ firings: [Firing], _ evidence: inout Evidence, _ best: inout Confirmation.Confirmed
  ) -> Bool {
    guard firings.count < evidence.firings.count else { return false }
    var shorter = evidence
    shorter.firings = firings
    guard let confirmed = try? confirmation.confirm(shorter) else { return false }
    (evidence, best) = (shorter, confirmed)
    return true
  }
}
