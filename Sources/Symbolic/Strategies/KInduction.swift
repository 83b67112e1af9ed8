import Checking
import Encoding
import ModelIR
import Z3

/// Whether the model's invariants follow from having held in the last k states of a run that visits no state twice
/// (Sheeran, Singh, Stålmarck: Checking Safety Properties Using Induction and a SAT-Solver).
///
/// All of them are tried together, and those that do not follow are given up for this k. Inductive lemmas are assumed of
/// every state.
struct KInduction: Strategy {
  let problem: SafetyProblem
  let blackboard: Blackboard
  let budget: StepBudget

  func run() throws(SolverError) {
    var induction = try KInductionRun(
      problem, blackboard, LemmaCandidates(problem.encoding).written, budget: budget)
    try induction.run()
  }
}

/// One search, with its two unrollings of the model.
private struct KInductionRun {
  private let problem: SafetyProblem
  private let blackboard: Blackboard
  private let background: InductiveSet
  private let instances: LemmaInstances
  private let ownParameters: [EncodedParameter]
  /// What may be proved: no short run breaks it.
  private var candidates: [Candidate]
  /// Implies a lemma of the background in every state but the last.
  private let backgroundLiterals: [Term]
  private var budget: StepBudget
  private var base: Unrolling
  private var step: Unrolling

  /// The number of states before the step.
  private var depth = 0

  private struct Candidate {
    let lemma: Lemma
    let goal: Term
    /// Implies the lemma in every state but the last.
    let literal: Term
  }

  private static let maximumCandidates = 200

  init(
    _ problem: SafetyProblem, _ blackboard: Blackboard, _ lemmas: [Lemma], budget: StepBudget
  ) throws(SolverError) {
    let bank = problem.encoding.bank
    let instances = LemmaInstances(bank: bank)
    let background = blackboard.background
    self.problem = problem
    self.blackboard = blackboard
    self.background = background
    self.budget = budget
    self.instances = instances
    let known = Set(background.lemmas.map(\.encoded.holds))
    let open = lemmas.filter { !known.contains($0.encoded.holds) }.prefix(Self.maximumCandidates)
    candidates = open.enumerated().map { index, lemma in
      Candidate(
        lemma: lemma, goal: instances.goal(lemma), literal: bank.constant("candidate\(index)", .bool))
    }
    ownParameters =
      problem.encoding.properties.compactMap { $0 }.flatMap(\.parameters)
      + open.flatMap(\.encoded.parameters)
    backgroundLiterals = background.lemmas.indices.map { bank.constant("lemma\($0)", .bool) }
    base = try Unrolling(blackboard, problem.encoding, from: .starts)
    step = try Unrolling(blackboard, problem.encoding, from: .anywhere)
  }

  /// Looks back farther and farther, until nothing is left to prove or the budget is spent.
  mutating func run() throws(SolverError) {
    while blackboard.goesOn, !budget.isSpent, !candidates.isEmpty, depth < Certificate.deepestInduction {
      try advance()
    }
  }

  private mutating func advance() throws(SolverError) {
    depth += 1
    blackboard.progress("k-induction", .k(depth))
    try dropRefuted()
    try lookBack()
    // One state is what the search for inductive lemmas looks back.
    guard depth > 1, !candidates.isEmpty else { return }
    let proved = try inductive()
    guard !proved.isEmpty else { return }
    try conclude(proved)
    if proved.count == candidates.count { candidates = [] }
  }

  // MARK: - Base

  /// Gives up candidates that a run of fewer than `depth` firings breaks.
  private mutating func dropRefuted() throws(SolverError) {
    if depth > 1 { try base.extend() }
    var kept: [Candidate] = []
    for candidate in candidates {
      let broken = base.at(base.depth, problem.encoding.bank.not(candidate.goal))
      if case .unsatisfiable = try check(base, [broken]) { kept.append(candidate) }
    }
    candidates = kept
  }

  // MARK: - Step

  /// One more state before the step, with all that is assumed of it.
  private mutating func lookBack() throws(SolverError) {
    let last = step.depth
    try step.extend()
    let parameters = step.parameters(at: last, and: ownParameters)
    for (lemma, literal) in zip(background.lemmas, backgroundLiterals) {
      try assume(lemma, at: last, if: literal, parameters)
    }
    for candidate in candidates { try assume(candidate.lemma, at: last, if: candidate.literal, parameters) }
    try step.solver.add(step.at(last, problem.encoding.ranges))
    for number in 0..<last { try step.solver.add(step.differ(number, last)) }
  }

  private mutating func assume(
    _ lemma: Lemma, at number: Int, if literal: Term, _ parameters: [EncodedParameter]
  ) throws(SolverError) {
    let premise = step.at(number, instances.premise(lemma, candidates: parameters))
    try step.solver.add(problem.encoding.bank.implies(literal, premise))
  }

  /// The candidates that follow together, by index, each with the assumptions that were needed.
  private mutating func inductive() throws(SolverError) -> [(index: Int, needs: Set<Term>)] {
    var alive = Array(candidates.indices)
    var needs: [Int: Set<Term>] = [:]
    // What followed from something that is given up is asked for again.
    while let index = alive.first(where: { needs[$0] == nil }) {
      let assumptions = backgroundLiterals + alive.map { candidates[$0].literal }
      let broken = step.at(depth, problem.encoding.bank.not(candidates[index].goal))
      var lost: Set<Int> = [index]
      switch try check(step, assumptions + [broken]) {
      case .unsatisfiable(let core):
        needs[index] = Set(core)
        continue
      case .satisfiable:
        let model = try step.solver.model()
        for other in alive
        where try model.value(of: step.at(depth, candidates[other].goal)).bool == false {
          lost.insert(other)
        }
      case .unknown: break
      }
      alive.removeAll(where: lost.contains)
      let given = Set(lost.map { candidates[$0].literal })
      needs = needs.filter { !lost.contains($0.key) && $0.value.isDisjoint(with: given) }
    }
    return alive.map { ($0, needs[$0] ?? []) }
  }

  private mutating func check(_ run: Unrolling, _ assumptions: [Term]) throws(SolverError) -> Answer {
    try budget.spend(on: run.solver) { [blackboard] limits throws(SolverError) in
      try blackboard.check(run.solver, assumptions, limits: limits)
    }
  }

  // MARK: - Conclusion

  /// Proves the claims that the background and the candidates imply.
  private func conclude(_ proved: [(index: Int, needs: Set<Term>)]) throws(SolverError) {
    let lemmas = proved.map { candidates[$0.index].lemma }
    let used = proved.reduce(into: Set<Term>()) { $0.formUnion($1.needs) }
    let base = Set(backgroundLiterals.indices.filter { used.contains(backgroundLiterals[$0]) })
    let count = background.lemmas.count
    try Induction(problem: problem, blackboard: blackboard).conclude(
      background.lemmas + lemmas, strategy: "\(depth)-induction", depth: depth
    ) { needed in
      let ground = base.union(needed.filter { $0 < count })
      return background.closure(of: ground) + lemmas
    }
  }
}
