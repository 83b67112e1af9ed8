import Encoding
import ModelIR

/// The largest set of candidates that is inductive together (Flanagan, Leino: Houdini, an Annotation Assistant).
struct Houdini {
  let encoding: TransitionEncoding
  let blackboard: Blackboard
  /// For one query; candidates whose query takes longer are given up.
  var limit: Duration = .seconds(5)

  /// Removes candidates until those left hold in every start state and are kept by every firing together.
  func inductive(_ candidates: [Lemma]) throws(SolverError) -> [Lemma] {
    var alive = try kept(candidates, by: encoding.starts, premises: false)
    while true {
      let rest = try kept(alive, by: encoding.rules, premises: true)
      if rest.count == alive.count || rest.isEmpty { return rest }
      alive = rest
    }
  }

  /// The candidates that hold after every transition; with `premises`, from states in which all of them hold.
  private func kept(
    _ candidates: [Lemma], by transitions: [EncodedTransition], premises: Bool
  ) throws(SolverError) -> [Lemma] {
    guard !candidates.isEmpty, !transitions.isEmpty else { return candidates }
    let bank = encoding.bank
    let instances = LemmaInstances(bank: bank)
    var step = try TransitionSolver(blackboard, encoding, transitions, name: "taken")
    let parameters = transitions.flatMap(\.parameters) + candidates.flatMap(\.encoded.parameters)
    var premise: [Term] = []
    var primed: [Term] = []
    if premises { try step.solver.add(encoding.ranges) }
    for candidate in candidates {
      premise.append(
        premises
          ? try step.literal(instances.premise(candidate, candidates: parameters)) : bank.true)
      primed.append(step.primed(instances.goal(candidate)))
    }
    var alive = Array(candidates.indices)
    var kept: Set<Int> = []
    // A lemma that was kept is asked for again once one of its premises is gone.
    while let index = alive.first(where: { !kept.contains($0) }) {
      guard blackboard.goesOn else { return [] }
      blackboard.progress(phase: "houdini", depth: alive.count - kept.count)
      let denial = try step.literal(bank.not(primed[index]))
      let assumptions = alive.map { premise[$0] }.filter { !$0.isTrue } + [denial]
      switch try blackboard.check(step.solver, assumptions, limit: limit) {
      case .unsatisfiable:
        kept.insert(index)
        continue
      case .satisfiable:
        let model = try step.solver.model()
        var survivors: [Int] = []
        for other in alive where other != index {
          if try model.value(of: primed[other]).bool == true { survivors.append(other) }
        }
        alive = survivors
      case .unknown:
        alive.removeAll { $0 == index }
      }
      if premises { kept = [] }
    }
    return alive.map { candidates[$0] }
  }
}
