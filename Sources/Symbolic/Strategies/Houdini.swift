import Encoding
import ModelIR

/// The largest set of candidates that is inductive together (Flanagan, Leino: Houdini, an Annotation Assistant).
struct Houdini {
  let encoding: TransitionEncoding
  let blackboard: Blackboard
  /// For one query; candidates whose query takes longer are given up.
  var limit: Duration = .seconds(5)

  /// Removes candidates until those left hold in every start state and are kept by every firing together.
  func inductive(_ candidates: [Lemma]) throws(SolverError) -> InductiveSet {
    var alive = try kept(candidates, by: encoding.starts, premises: false).lemmas
    while true {
      let rest = try kept(alive, by: encoding.rules, premises: true)
      if rest.lemmas.count == alive.count || rest.lemmas.isEmpty { return rest }
      alive = rest.lemmas
    }
  }

  /// The candidates that hold after every transition; with `premises`, from states in which all of them hold.
  private func kept(
    _ candidates: [Lemma], by transitions: [EncodedTransition], premises: Bool
  ) throws(SolverError) -> InductiveSet {
    guard !candidates.isEmpty, !transitions.isEmpty else { return InductiveSet(candidates) }
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
    var supports: [Int: Set<Int>] = [:]
    // A lemma that was kept is asked for again once something it relied on is gone.
    while let index = alive.first(where: { supports[$0] == nil }) {
      guard blackboard.goesOn else { return InductiveSet([]) }
      blackboard.progress(phase: "houdini", depth: alive.count - supports.count)
      let denial = try step.literal(bank.not(primed[index]))
      let assumptions = alive.map { premise[$0] }.filter { !$0.isTrue } + [denial]
      switch try blackboard.check(step.solver, assumptions, limit: limit) {
      case .unsatisfiable(let core):
        let names = Set(core)
        supports[index] = Set(alive.filter { names.contains(premise[$0]) })
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
      let rest = Set(alive)
      supports = supports.filter { rest.contains($0.key) && $0.value.isSubset(of: rest) }
    }
    return InductiveSet(
      alive.map { candidates[$0] },
      supports: alive.map { index in
        Set(alive.indices.filter { supports[index]?.contains(alive[$0]) ?? true })
      })
  }
}

/// Lemmas that are inductive together, and for each those that keeping it relies on.
struct InductiveSet {
  let lemmas: [Lemma]
  /// By position; everything where nothing is known.
  private let supports: [Set<Int>]

  init(_ lemmas: [Lemma], supports: [Set<Int>]? = nil) {
    self.lemmas = lemmas
    self.supports = supports ?? Array(repeating: Set(lemmas.indices), count: lemmas.count)
  }

  /// The smallest inductive part with these lemmas that is known, in order.
  func closure(of needed: Set<Int>) -> [Lemma] {
    var closed: Set<Int> = []
    var waiting = needed
    while let index = waiting.popFirst() {
      if closed.insert(index).inserted { waiting.formUnion(supports[index].subtracting(closed)) }
    }
    return closed.sorted().map { lemmas[$0] }
  }
}
