import ModelIR

/// Looks for the steps of an abstract model that come nearest to one that it does not have.
struct NearestSteps {
  let steps: AbstractSteps
  private static let mostShown = 3

  /// The nearest first: by the number of cells that differ, then those that are enabled.
  func find(from first: State, to last: State) -> [NearestStep] {
    var best: [NearestStep] = []
    for firing in steps.attempts(from: first, toward: last) {
      guard case .next(let state, _) = steps.interpreter.fire(firing, in: first), state != first else {
        continue
      }
      let differences = state.cells.indices.filter { state.cells[$0] != last.cells[$0] }
      let isEnabled = (try? steps.interpreter.isEnabled(firing, in: first)) == true
      // One of each rule, the nearest.
      let step = NearestStep(
        firing: firing, isDisabled: !isEnabled, differences: differences, state: state)
      if let index = best.firstIndex(where: { $0.firing.subject == firing.subject }) {
        if rank(step) < rank(best[index]) { best[index] = step }
      } else {
        best.append(step)
      }
    }
    return Array(best.sorted { rank($0) < rank($1) }.prefix(Self.mostShown))
  }

  /// The start states that come nearest.
  func starts(nearest last: State) -> [NearestStep] {
    let interpreter = steps.interpreter
    var best: [NearestStep] = []
    for firing in steps.startAttempts(toward: last) {
      if case .next(let state, _) = interpreter.start(firing) {
        let differences = state.cells.indices.filter { state.cells[$0] != last.cells[$0] }
        best.append(
          NearestStep(
            firing: firing, isDisabled: false, differences: differences, state: state))
      }
    }
    return Array(best.sorted { rank($0) < rank($1) }.prefix(Self.mostShown))
  }

  private func rank(_ step: NearestStep) -> Int { step.differences.count * 2 + (step.isDisabled ? 1 : 0) }
}
