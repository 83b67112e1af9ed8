import Checking
import Encoding
import ModelIR
import Z3

/// The largest set of candidates that is inductive together (Flanagan, Leino: Houdini, an Annotation Assistant).
struct Houdini {
  let encoding: TransitionEncoding
  let blackboard: Blackboard
  /// Whether hard questions are worth their time.
  var isThorough = true

  /// Removes candidates until those left hold in every start state and are kept by every firing, together with what is
  /// known already.
  func inductive(
    _ candidates: [Lemma], beside known: InductiveSet = InductiveSet([])
  ) throws(SolverError) -> InductiveSet {
    let old = Set(known.lemmas.map(\.encoded.holds))
    let new = candidates.filter { !old.contains($0.encoded.holds) }
    var beginning = try HoudiniPass(self, new, encoding.starts)
    var goingOn = try HoudiniPass(self, try beginning.largest().lemmas, encoding.rules, beside: known)
    return try goingOn.largest()
  }
}

/// Which lemmas transitions keep, asked for one lemma and one transition at a time.
///
/// The lemma after the transition is the lemma with the leaves' next values put in: what a transition does not touch is
/// the same term again, and needs no solver.
private struct HoudiniPass {
  private enum Answer {
    /// With the lemmas that were needed, by index.
    case kept(Set<Int>)
    /// Together with others that the same firing breaks.
    case lost(Set<Int>)
    case unknown
  }

  private let blackboard: Blackboard
  private let bank: TermBank
  /// What is known, then the candidates.
  private let lemmas: [Lemma]
  private let known: InductiveSet
  /// Whether the lemmas may be assumed before a transition; they mean nothing before a start.
  private let areAssumed: Bool
  private let goals: [Term]
  private var questions: [LazyPremises] = []
  private var moved: [[Term: Term]]
  private let moves: [[Term: Term]]

  /// For start states, without what is known; for rules, with it.
  init(
    _ houdini: Houdini, _ candidates: [Lemma], _ transitions: [EncodedTransition],
    beside known: InductiveSet? = nil
  ) throws(SolverError) {
    let encoding = houdini.encoding
    bank = encoding.bank
    blackboard = houdini.blackboard
    areAssumed = known != nil
    self.known = known ?? InductiveSet([])
    lemmas = self.known.lemmas + candidates
    let instances = LemmaInstances(bank: bank)
    let parameters = transitions.flatMap(\.parameters) + lemmas.flatMap(\.encoded.parameters)
    goals = lemmas.map(instances.goal)
    moves = transitions.map { encoding.substitution(to: $0.next) }
    moved = Array(repeating: [:], count: transitions.count)
    let premises = areAssumed ? lemmas.map { instances.premise($0, candidates: parameters) } : []
    let context = try blackboard.context()
    for transition in transitions {
      let base = areAssumed ? [encoding.ranges, transition.isTaken] : [transition.isTaken]
      questions.append(
        try LazyPremises(
          premises, base: base, encoding, blackboard, in: context, isThorough: houdini.isThorough))
    }
  }

  /// The largest set of candidates that is kept, with what is known.
  mutating func largest() throws(SolverError) -> InductiveSet {
    var alive = Array(lemmas.indices)
    var supports = known.supportsByPosition
    // A lemma that was kept is asked for again once something it relied on is gone.
    while let index = alive.first(where: { supports[$0] == nil }) {
      guard blackboard.goesOn else { return known }
      blackboard.progress("houdini", .candidates(alive.count - supports.count))
      switch try keeps(index, assuming: alive) {
      case .kept(let support):
        supports[index] = support
        continue
      case .lost(let others): alive.removeAll { $0 == index || others.contains($0) }
      case .unknown: alive.removeAll { $0 == index }
      }
      let rest = Set(alive)
      supports = supports.filter { rest.contains($0.key) && $0.value.isSubset(of: rest) }
    }
    let positions = Dictionary(uniqueKeysWithValues: alive.enumerated().map { ($1, $0) })
    return InductiveSet(
      alive.map { lemmas[$0] },
      supports: alive.map { Set((supports[$0] ?? []).compactMap { positions[$0] }) })
  }

  private mutating func keeps(_ index: Int, assuming alive: [Int]) throws(SolverError) -> Answer {
    var support: Set<Int> = []
    for number in moves.indices {
      let after = goal(index, after: number)
      if after.isTrue { continue }
      if areAssumed, after === goals[index] {
        support.insert(index)
        continue
      }
      let allowed = areAssumed ? alive : []
      let seeds = areAssumed ? support.union([index]) : []
      switch try questions[number].refute(bank.not(after), seeds: seeds, allowed: allowed) {
      case .excluded(let needed): support.formUnion(needed)
      case .possible(let assignment):
        var lost: Set<Int> = []
        for other in alive where other >= known.lemmas.count {
          if try assignment.value(of: goal(other, after: number)).bool == false { lost.insert(other) }
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

  /// What is known, by position.
  var supportsByPosition: [Int: Set<Int>] {
    Dictionary(uniqueKeysWithValues: supports.enumerated().map { ($0, $1) })
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
