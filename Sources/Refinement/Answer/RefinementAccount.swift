import Checking
import ModelIR

/// Makes an answer of what a search came to, its run repeated by the interpreter.
struct RefinementAccount: Sendable {
  private let refinement: Refinement
  private let search: RefinementSearch
  private let successor: String
  private let doubts: [String]

  init(_ refinement: Refinement, _ search: RefinementSearch, _ successor: String, _ doubts: [String]) {
    self.refinement = refinement
    self.search = search
    self.successor = successor
    self.doubts = doubts
  }

  func answer(_ pause: RefinementSearch.Pause, stopped: String?) throws(EngineFailure) -> RefinementAnswer {
    var answer = RefinementAnswer(
      outcome: .unknown(reason: stopped ?? "stopped"), states: search.states, firings: search.firings,
      abstractStates: search.abstraction.states.count, pairsPerSteps: pairsPerSteps, unusedRules: unusedRules,
      successor: successor)
    if stopped != nil { return answer }
    switch pause {
    case .asks, .stopped: break
    case .outOfMemory: answer.outcome = .unknown(reason: "the memory is full")
    case .finished: answer.outcome = ending
    case .strays(let from, let to, let pair):
      answer.outcome = try stray(from, to, pair)
      if let doubt = doubts.first {
        answer.notes.append("there may be a shorter run to such a step: of one nobody knows: \(doubt)")
      }
    case .missing(let from, let to, let missing):
      var stray = RefinementAnswer.Stray(run: try run(from, to), nearest: [])
      stray.missing = missing.reason
      stray.before = from.map { search.abstractState(of: $0) }
      answer.outcome = .strays(stray)
    }
    return answer
  }

  private var ending: RefinementAnswer.Outcome {
    if search.failures > 0 {
      return .unknown(reason: Verdict.reason(behindFailedSteps: search.failures))
    }
    if search.states == 0 { return .unknown(reason: "the design has no start state") }
    if let doubt = doubts.first {
      return .unknown(reason: "of some steps nobody knows whether the abstract model has them: \(doubt)")
    }
    let isDecided = !search.answers.values.contains(.undecided)
    return isDecided ? .refines : .unknown(reason: "some steps are not decided")
  }

  private func stray(
    _ from: Int?, _ to: [UInt64], _ pair: RefinementSearch.Pair
  ) throws(EngineFailure) -> RefinementAnswer.Outcome {
    let states = search.abstraction.states
    let before = pair.from.map { states[$0] }
    let after = states[pair.to]
    let nearest = NearestSteps(steps: search.steps)
    return .strays(
      RefinementAnswer.Stray(
        run: try run(from, to), before: before, after: after, missing: nil,
        nearest: before.map { nearest.find(from: $0, to: after) } ?? nearest.starts(nearest: after)))
  }

  /// The firings that lead to a state, by the interpreter.
  private func run(_ from: Int?, _ to: [UInt64]) throws(EngineFailure) -> [Firing] {
    let interpreter = Interpreter(refinement.design)
    let states = (from.map { search.way(to: $0) } ?? []) + [search.state(to)]
    var firings: [Firing] = []
    for (index, state) in states.enumerated() {
      let firing =
        index == 0
        ? interpreter.startFirings.first {
          if case .next(state, _) = interpreter.start($0) { true } else { false }
        } : interpreter.firing(from: states[index - 1], to: state)
      guard let firing else {
        throw EngineFailure(.disagreement, "the interpreter does not go the run that was found")
      }
      firings.append(firing)
    }
    return firings
  }

  private var pairsPerSteps: [Int] {
    var counts = Array(repeating: 0, count: refinement.target.steps)
    for case (let pair, .explained(let firings)) in search.answers where pair.from != nil {
      counts[firings.count - 1] += 1
    }
    return counts
  }

  private var unusedRules: [String] {
    var used: Set<Firing.Subject> = []
    for case .explained(let firings) in search.answers.values { used.formUnion(firings.map(\.subject)) }
    return refinement.model.ruleIDs.filter { !used.contains(.rule($0)) }.map { refinement.model[$0].name }
  }
}
