import Checking
import Encoding
import ModelIR
import Parametric
import Z3

/// Whether lemmas are inductive at one size, and exclude violations: one question for a step or a violation at a time.
struct SizedQuestions {
  enum Answer {
    /// By these lemmas.
    case excluded(by: Set<Int>)
    /// From this state, or in it.
    case possible(State)
    case unknown
  }

  let size: Int
  let system: TransitionSystem
  private let encoding: TransitionEncoding
  /// What is to be excluded in states, one way after the other.
  private(set) var violations: [(claim: Claim, condition: Term)] = []
  /// What is to be excluded in start states.
  private var atStart: [(claim: Claim, condition: Term)] = []
  private let blackboard: Blackboard
  private let fragment: Fragment
  private let atoms: AtomFactory
  private let steps: [Solver]
  private let state: Solver
  private var lemmas: [Int: (premise: Term, goal: Term)] = [:]
  private var moved: [[Term: Term]]
  private static let limits = SolverLimits(milliseconds: 30_000, steps: 50_000_000)

  init(_ fragment: Fragment, size: Int, claims: [Claim], _ blackboard: Blackboard) throws(EngineFailure) {
    self.size = size
    self.fragment = fragment
    self.blackboard = blackboard
    system = fragment.member(size)
    let encoding = try SymbolicEngine.encode(system)
    self.encoding = encoding
    atoms = AtomFactory(encoding)
    let problem = SafetyProblem(encoding, claims: claims, deadlock: .off)
    for goal in problem.goals {
      let conditions = (goal.targets + goal.failures).map(\.condition)
      let ways = conditions.flatMap { $0.operation == .or ? $0.arguments : [$0] }
      violations += ways.map { (goal.claim, $0) }
      atStart += goal.startTargets.map { (goal.claim, $0.condition) }
    }
    moved = Array(repeating: [:], count: encoding.rules.count)
    do throws(SolverError) {
      let context = try blackboard.context()
      var steps: [Solver] = []
      for rule in encoding.rules {
        let solver = try blackboard.solver(for: encoding, in: context, isQuick: true)
        try solver.add([encoding.ranges, rule.isTaken])
        steps.append(solver)
      }
      self.steps = steps
      state = try blackboard.solver(for: encoding, in: context, isQuick: true)
      try state.add(encoding.ranges)
    } catch {
      throw EngineFailure(.unsupported, error.message)
    }
  }

  /// Whether a lemma can be put into terms, and holds in all start states.
  mutating func holdsAtStart(_ number: Int, _ property: Property) throws(SolverError) -> Bool {
    guard let terms = terms(number, property) else { return false }
    return try holdsAtStart(terms.goal)
  }

  private func holdsAtStart(_ goal: Term) throws(SolverError) -> Bool {
    for start in encoding.starts {
      let after = encoding.bank.substitute(encoding.substitution(to: start.next), in: goal)
      if after.isTrue { continue }
      let solver = try blackboard.solver(for: encoding, isQuick: true)
      try solver.add([start.isTaken, encoding.bank.not(after)])
      guard case .unsatisfiable = try blackboard.check(solver, [], limits: Self.limits) else { return false }
    }
    return true
  }

  /// What counts elements that may be worth something in start states.
  func countedAtStart() throws(SolverError) -> Set<FunctionID> {
    var counted: Set<FunctionID> = []
    for (count, property) in fragment.beginnings {
      if let terms = terms(property), try holdsAtStart(terms.goal) { continue }
      counted.insert(count)
    }
    return counted
  }

  /// The claims that a start state may violate while it is executed.
  func claimsViolatedAtStart() throws(SolverError) -> Set<Claim> {
    var claims: Set<Claim> = []
    for (claim, condition) in atStart {
      let solver = try blackboard.solver(for: encoding, isQuick: true)
      try solver.add(condition)
      if case .unsatisfiable = try blackboard.check(solver, [], limits: Self.limits) { continue }
      claims.insert(claim)
    }
    return claims
  }

  /// Whether the lemmas exclude a violation.
  mutating func excludes(violation: Int, assuming lemmas: [Int], _ pool: LemmaPool) throws(SolverError)
    -> Answer
  {
    try ask(state, violations[violation].condition, lemmas, pool)
  }

  /// Whether a lemma is kept by all firings, if all of them hold before.
  mutating func keeps(_ number: Int, assuming lemmas: [Int], _ pool: LemmaPool) throws(SolverError) -> Answer
  {
    guard let terms = terms(number, pool.properties[number]) else { return .unknown }
    var needed: Set<Int> = []
    for (position, rule) in encoding.rules.enumerated() {
      let after = encoding.bank.substitute(
        encoding.substitution(to: rule.next), in: terms.goal, memory: &moved[position])
      if after.isTrue || after === terms.goal { continue }
      switch try ask(steps[position], encoding.bank.not(after), lemmas, pool) {
      case .excluded(let used): needed.formUnion(used)
      case .possible(let state): return .possible(state)
      case .unknown: return .unknown
      }
    }
    return .excluded(by: needed)
  }

  private mutating func ask(
    _ solver: Solver, _ question: Term, _ lemmas: [Int], _ pool: LemmaPool
  ) throws(SolverError) -> Answer {
    var premises: [Term: Int] = [:]
    for number in lemmas {
      if let terms = terms(number, pool.properties[number]) { premises[terms.premise] = number }
    }
    switch try blackboard.check(
      solver, [question] + premises.keys.sorted { $0.id < $1.id }, limits: Self.limits)
    {
    case .unsatisfiable(let core): return .excluded(by: Set(core.compactMap { premises[$0] }))
    case .unknown: return .unknown
    case .satisfiable:
      let model = try solver.model()
      var values: [TermValue] = []
      for leaf in encoding.leaves { values.append(try model.value(of: leaf.constant)) }
      return encoding.state(from: values).map(Answer.possible) ?? .unknown
    }
  }

  private mutating func terms(_ number: Int, _ property: Property) -> (premise: Term, goal: Term)? {
    if let known = lemmas[number] { return known }
    let terms = terms(property)
    lemmas[number] = terms
    return terms
  }

  private func terms(_ property: Property) -> (premise: Term, goal: Term)? {
    guard let lemma = atoms.lemma(fragment.member(property, size)) else { return nil }
    let bank = encoding.bank
    let premise = LemmaInstances(bank: bank).premises([lemma], in: encoding)[0]
    let goal = bank.or(bank.not(lemma.encoded.domain), lemma.encoded.holds)
    return (premise, goal)
  }
}
