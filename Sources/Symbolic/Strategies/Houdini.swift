import Checking
import Encoding
import ModelIR

/// The largest set of candidates that is inductive together (Flanagan, Leino: Houdini, an Annotation Assistant).
struct Houdini {
  let encoding: TransitionEncoding
  let blackboard: Blackboard
  /// For the incremental solver, then for the thorough one; candidates that take longer are given up.
  var limits: (quick: Duration, thorough: Duration) = (.milliseconds(500), .seconds(12))

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
    var step = try HoudiniStep(self, candidates, transitions, premises: premises)
    var alive = Array(candidates.indices)
    var supports: [Int: Set<Int>] = [:]
    // A lemma that was kept is asked for again once something it relied on is gone.
    while let index = alive.first(where: { supports[$0] == nil }) {
      guard blackboard.goesOn else { return InductiveSet([]) }
      blackboard.progress("houdini", .candidates(alive.count - supports.count))
      switch try step.keeps(index, assuming: alive) {
      case .kept(let support):
        supports[index] = support
        continue
      case .lost(let others): alive.removeAll { $0 == index || others.contains($0) }
      case .unknown: alive.removeAll { $0 == index }
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

/// Whether transitions keep lemmas, asked for one lemma and one transition at a time.
///
/// The lemma after the transition is the lemma with the leaves' next values put in: what a transition does not touch is
/// the same term again, and needs no solver.
private struct HoudiniStep {
  enum Answer {
    /// With the lemmas that were needed, by index.
    case kept(Set<Int>)
    /// Together with others that the same firing breaks.
    case lost(Set<Int>)
    case unknown
  }

  private let blackboard: Blackboard
  private let limits: (quick: Duration, thorough: Duration)
  private let bank: TermBank
  private let transitions: [EncodedTransition]
  private let goals: [Term]
  private let premises: [Term]
  private let solvers: (quick: Solver, thorough: Solver)
  private var moved: [[Term: Term]]
  private let moves: [[Term: Term]]

  init(
    _ houdini: Houdini, _ candidates: [Lemma], _ transitions: [EncodedTransition], premises: Bool
  ) throws(SolverError) {
    let (encoding, bank) = (houdini.encoding, houdini.encoding.bank)
    blackboard = houdini.blackboard
    limits = houdini.limits
    self.bank = bank
    self.transitions = transitions
    solvers = (
      try blackboard.solver(for: encoding, isQuick: true), try blackboard.solver(for: encoding)
    )
    let instances = LemmaInstances(bank: bank)
    let parameters = transitions.flatMap(\.parameters) + candidates.flatMap(\.encoded.parameters)
    goals = candidates.map(instances.goal)
    var literals: [Term] = []
    for (index, candidate) in candidates.enumerated() {
      let literal = bank.constant("lemma\(index)", .bool)
      literals.append(literal)
      guard premises else { continue }
      let premise = bank.implies(literal, instances.premise(candidate, candidates: parameters))
      try solvers.quick.add(premise)
      try solvers.thorough.add(premise)
    }
    if premises {
      try solvers.quick.add(encoding.ranges)
      try solvers.thorough.add(encoding.ranges)
    }
    self.premises = premises ? literals : []
    moves = transitions.map { transition in
      Dictionary(uniqueKeysWithValues: zip(encoding.leaves.map(\.constant), transition.next))
    }
    moved = Array(repeating: [:], count: transitions.count)
  }

  mutating func keeps(_ index: Int, assuming alive: [Int]) throws(SolverError) -> Answer {
    var support: Set<Int> = []
    for number in transitions.indices {
      let after = goal(index, after: number)
      if after.isTrue { continue }
      if after === goals[index], !premises.isEmpty {
        support.insert(index)
        continue
      }
      let denial = bank.and(transitions[number].isTaken, bank.not(after))
      let assumptions = premises.isEmpty ? [] : alive.map { premises[$0] }
      var answer = try blackboard.check(solvers.quick, assumptions + [denial], limit: limits.quick)
      var solver = solvers.quick
      if case .unknown = answer {
        solver = solvers.thorough
        answer = try blackboard.check(solver, assumptions + [denial], limit: limits.thorough)
      }
      switch answer {
      case .unsatisfiable(let core):
        let names = Set(core)
        if !premises.isEmpty { support.formUnion(alive.filter { names.contains(premises[$0]) }) }
      case .satisfiable:
        let model = try solver.model()
        var lost: Set<Int> = []
        for other in alive {
          if try model.value(of: goal(other, after: number)).bool == false { lost.insert(other) }
        }
        return .lost(lost)
      case .unknown: return .unknown
      }
    }
    return .kept(support)
  }

  private mutating func goal(_ index: Int, after number: Int) -> Term {
    bank.substitute(moves[number], in: goals[index], memory: &moved[number])
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
