import Checking
import Encoding
import ModelIR

/// Whether inductive lemmas exclude a claim's violations, and which of them are needed.
struct Induction {
  let problem: SafetyProblem
  let blackboard: Blackboard

  private var encoding: TransitionEncoding { problem.encoding }

  /// Proves every open claim that the lemmas imply; `lemmas` must be inductive together.
  func conclude(_ lemmas: [Lemma], strategy: String) throws(SolverError) {
    guard let conclusion = try Conclusion(encoding, lemmas, blackboard) else { return }
    var conclusions = conclusion
    for goal in problem.goals where blackboard.isOpen(goal.claim) {
      guard let needed = try conclusions.lemmas(for: goal) else { continue }
      let invariants = try conclusions.closure(of: needed).map { lemmas[$0].property }
      blackboard.prove(goal.claim, Certificate(invariants: invariants, strategy: strategy))
    }
  }
}

/// Two solvers that know the lemmas: about one state, and about one step.
private struct Conclusion {
  private let encoding: TransitionEncoding
  private let lemmas: [Lemma]
  private let blackboard: Blackboard
  private let state: Solver
  private var step: TransitionSolver
  private let stateLiterals: [Term]
  private var stepLiterals: [Term] = []
  private let instances: LemmaInstances

  init?(_ encoding: TransitionEncoding, _ lemmas: [Lemma], _ blackboard: Blackboard) throws(SolverError) {
    let bank = encoding.bank
    self.encoding = encoding
    self.lemmas = lemmas
    self.blackboard = blackboard
    instances = LemmaInstances(bank: bank)
    state = try blackboard.solver(for: encoding)
    step = try TransitionSolver(blackboard, encoding, encoding.rules, name: "taken")
    try state.add(encoding.ranges)
    try step.solver.add(encoding.ranges)
    let parameters =
      encoding.rules.flatMap(\.parameters) + encoding.properties.compactMap { $0 }.flatMap(\.parameters)
      + lemmas.flatMap(\.encoded.parameters)
    var stateLiterals: [Term] = []
    for (index, lemma) in lemmas.enumerated() {
      let premise = instances.premise(lemma, candidates: parameters)
      let literal = bank.constant("lemma\(index)", .bool)
      try state.add(bank.implies(literal, premise))
      stateLiterals.append(literal)
      stepLiterals.append(try step.literal(premise))
    }
    self.stateLiterals = stateLiterals
  }

  /// The lemmas that exclude the goal's targets, by index; nil if they do not.
  mutating func lemmas(for goal: Goal) throws(SolverError) -> Set<Int>? {
    var needed: Set<Int> = []
    for target in goal.startTargets {
      let solver = try blackboard.solver(for: encoding)
      try solver.add(target.condition)
      guard case .unsatisfiable = try blackboard.check(solver, []) else { return nil }
    }
    for target in goal.targets {
      let literal = encoding.bank.constant("target:\(target.condition.id)", .bool)
      try state.add(encoding.bank.implies(literal, target.condition))
      guard case .unsatisfiable(let core) = try blackboard.check(state, stateLiterals + [literal]) else {
        return nil
      }
      let names = Set(core)
      for (index, literal) in stateLiterals.enumerated() where names.contains(literal) {
        needed.insert(index)
      }
    }
    return needed
  }

  /// The lemmas and all that keeping them relies on, in order.
  mutating func closure(of needed: Set<Int>) throws(SolverError) -> [Int] {
    var closed: Set<Int> = []
    var waiting = needed
    while let index = waiting.popFirst() {
      closed.insert(index)
      let denial = try step.literal(encoding.bank.not(step.primed(instances.goal(lemmas[index]))))
      guard case .unsatisfiable(let core) = try blackboard.check(step.solver, stepLiterals + [denial]) else {
        // Without an answer all lemmas stay: they are inductive together.
        return Array(lemmas.indices)
      }
      let names = Set(core)
      for (other, literal) in stepLiterals.enumerated()
      where names.contains(literal) && !closed.contains(other) {
        waiting.insert(other)
      }
    }
    return closed.sorted()
  }
}
