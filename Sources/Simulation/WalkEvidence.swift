import Checking
import ExplicitState
import ModelIR

/// Makes evidence of what a walk has seen: of packed states the firings between them.
struct WalkEvidence {
  let interpreter: Interpreter
  let layout: StateLayout

  /// Nil if the interpreter finds no way from one of the states to the next.
  func evidence(of claim: Claim, _ sight: Sight) -> Evidence? {
    guard let start = sight.start else { return Evidence(claim: claim, firings: [], ending: sight.ending) }
    let states = stride(from: 0, to: sight.states.count, by: layout.width).map {
      layout.unpack(Array(sight.states[$0..<$0 + layout.width]))
    }
    var firings = [start]
    for (state, next) in zip(states, states.dropFirst()) {
      guard let step = interpreter.firing(from: state, to: next) else { return nil }
      firings.append(step)
    }
    return Evidence(claim: claim, firings: firings, ending: sight.ending)
  }
}
