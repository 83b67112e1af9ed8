import Encoding
import ModelIR
import Z3

/// The frames of property-directed reachability: frame k holds in every state reachable in at most k steps.
///
/// Frame 0 is the start states. A clause stored at level k belongs to all frames from 1 to k.
struct Frames {
  private let encoding: TransitionEncoding
  private let blackboard: Blackboard
  private let maker: CubeMaker
  private var step: TransitionSolver
  private var start: TransitionSolver
  /// Knows the frames as well, but no step.
  private let state: Solver
  /// Says why a firing leads from a state into a cube.
  private let cause: Solver
  private var levels: [[Cube]] = [[], []]
  private var levelLiterals: [Term] = []
  /// The state is a start state.
  private let isStart: Term
  /// The start state that frame 0's state is.
  private let begun: TransitionChoice

  private var bank: TermBank { encoding.bank }

  /// The number of the last frame.
  var last: Int { levels.count - 1 }
  var clauseCount: Int { levels.reduce(0) { $0 + $1.count } }

  init(_ encoding: TransitionEncoding, _ background: [Lemma], _ blackboard: Blackboard) throws(SolverError) {
    let bank = encoding.bank
    self.encoding = encoding
    self.blackboard = blackboard
    maker = CubeMaker(encoding, lemmas: background)
    func solver() throws(SolverError) -> Solver { try blackboard.solver(for: encoding, isQuick: true) }
    step = try TransitionSolver(try solver(), encoding, encoding.rules, name: "taken")
    start = try TransitionSolver(try solver(), encoding, encoding.starts, name: "started")
    state = try solver()
    cause = try solver()
    isStart = bank.constant("level0", .bool)
    begun = TransitionChoice(encoding.starts, named: "begun", in: bank)
    let premises = LemmaInstances(bank: bank).premises(background, in: encoding)
    for solver in [step.solver, state] { try solver.add([encoding.ranges] + premises) }
    try cause.add(encoding.ranges)
    let beginning = begun.formulas(bank, to: encoding.leaves.map(\.constant))
    try step.solver.add(beginning.map { bank.implies(isStart, $0) })
    levelLiterals = [isStart, bank.constant("level1", .bool)]
  }

  mutating func extend() {
    levels.append([])
    levelLiterals.append(bank.constant("level\(last)", .bool))
  }

  /// The assumptions that make up a frame.
  private func frame(_ level: Int) -> [Term] { level == 0 ? [isStart] : Array(levelLiterals[level...]) }

  // MARK: - Questions

  enum Found {
    case none, unknown
    case found(Cube, arguments: [Value])
  }

  /// A state of the last frame that satisfies a target, as a cube all of whose states do.
  mutating func state(satisfying target: Goal.Target) throws(SolverError) -> Found {
    switch try blackboard.check(state, frame(last) + [target.condition]) {
    case .unsatisfiable: return .none
    case .unknown: return .unknown
    case .satisfiable:
      let model = try state.model()
      let full = try maker.cube { constant throws(SolverError) in try model.value(of: constant) }
      let arguments = try model.arguments(target.parameters)
      let instance = bank.substitute(bank.values(arguments, of: target.parameters), in: target.condition)
      guard let cube = try generalised(full, because: instance) else { return .unknown }
      return .found(cube, arguments: arguments)
    }
  }

  enum Outcome {
    case blocked, unknown
    /// A run from a start state into the first obligation's cube.
    case reached([Firing])
  }

  /// Makes frames exclude a cube, and whatever leads to it.
  mutating func block(_ first: Obligation) throws(SolverError) -> Outcome {
    if let start = try startState(in: first.cube) { return .reached([start] + first.firings) }
    var stack = [first]
    while let obligation = stack.last {
      guard blackboard.goesOn else { return .unknown }
      switch try predecessor(of: obligation.cube, in: obligation.level - 1) {
      case .unknown: return .unknown
      case .none(let core):
        let cube = try generalised(Cube(literals: core), at: obligation.level)
        try add(cube, at: try highest(cube, from: obligation.level))
        stack.removeLast()
      case .state(let cube, let firing, let start):
        let firings = [firing] + obligation.firings
        if let start { return .reached([start] + firings) }
        if let start = try startState(in: cube) { return .reached([start] + firings) }
        guard obligation.level > 1 else { return .unknown }
        stack.append(Obligation(cube: cube, level: obligation.level - 1, firings: firings))
      }
    }
    return .blocked
  }

  /// Moves clauses up as far as they hold; returns them all if a frame turns out inductive.
  mutating func propagate() throws(SolverError) -> [Lemma]? {
    for level in 1...last {
      for cube in levels[level] {
        guard blackboard.goesOn else { return nil }
        if level < last, case .unsatisfiable = try consecution(cube, from: level, assumingDenial: false) {
          levels[level].removeAll { $0 == cube }
          try add(cube, at: level + 1)
        }
      }
      if level < last, levels[level].isEmpty {
        let cubes = levels[(level + 1)...].flatMap { $0 }
        let lemmas = cubes.compactMap(maker.lemma)
        return lemmas.count == cubes.count ? lemmas : nil
      }
    }
    return nil
  }

  // MARK: - Steps

  private enum Predecessor {
    case unknown
    /// No state of the frame leads into the cube; these of its literals suffice for that.
    case none([Cube.Literal])
    /// All states of the cube lead there; with the start state if the frame is frame 0.
    case state(Cube, Firing, start: Firing?)
  }

  private mutating func predecessor(of cube: Cube, in level: Int) throws(SolverError) -> Predecessor {
    switch try consecution(cube, from: level, assumingDenial: true) {
    case .unknown: return .unknown
    case .unsatisfiable(let core):
      return .none(try withoutStarts(literals(of: cube, in: core), from: cube))
    case .satisfiable:
      let model = try step.solver.model()
      guard let firing = try step.firing(in: model), case .rule(let rule) = firing.subject else {
        return .unknown
      }
      let start = level == 0 ? try begun.firing(in: model) : nil
      let full = try maker.cube { constant throws(SolverError) in try model.value(of: constant) }
      let transition = encoding.rules[rule.index]
      let moves = encoding.substitution(to: transition.next)
      let entry = bank.and(cube.literals.map { bank.substitute(moves, in: $0.term) })
      let effect = bank.substitute(
        bank.values(firing.arguments, of: transition.parameters), in: bank.and(transition.isTaken, entry))
      guard let reason = try generalised(full, because: effect) else { return .unknown }
      return .state(reason, firing, start: start)
    }
  }

  /// Whether a step leads from a frame into the cube.
  private mutating func consecution(_ cube: Cube, from level: Int, assumingDenial: Bool) throws(SolverError)
    -> Answer
  {
    var assumptions = frame(level)
    if assumingDenial, level > 0 {
      assumptions.append(bank.not(bank.and(cube.literals.map(\.term))))
    }
    for literal in cube.literals { assumptions.append(step.primed(literal.term)) }
    return try blackboard.check(step.solver, assumptions)
  }

  /// The literals of the cube after a step that are in a core.
  private mutating func literals(of cube: Cube, in core: [Term]) -> [Cube.Literal] {
    let names = Set(core)
    var literals: [Cube.Literal] = []
    for literal in cube.literals where names.contains(step.primed(literal.term)) { literals.append(literal) }
    return literals
  }

  // MARK: - Generalisation

  /// The conditions of a single state's cube that imply a fact; nil if not even all of them do.
  private mutating func generalised(_ cube: Cube, because fact: Term) throws(SolverError) -> Cube? {
    let denial = bank.not(fact)
    let names = cube.literals.map(\.term)
    guard case .unsatisfiable(let core) = try blackboard.check(cause, names + [denial]) else { return nil }
    var kept = Set(core)
    // Exact values go first: they are at the end.
    for name in names.reversed() where kept.contains(name) && kept.count > 2 {
      let rest = names.filter { kept.contains($0) && $0 != name }
      if case .unsatisfiable(let smaller) = try blackboard.check(cause, rest + [denial]) {
        kept = Set(smaller)
      }
    }
    return Cube(literals: zip(cube.literals, names).filter { kept.contains($1) }.map(\.0))
  }

  /// Fewer literals that still exclude nothing reachable in `level` steps.
  private mutating func generalised(_ cube: Cube, at level: Int) throws(SolverError) -> Cube {
    var cube = cube
    for literal in cube.literals.reversed() where cube.literals.count > 1 && cube.literals.contains(literal) {
      let smaller = Cube(literals: cube.literals.filter { $0 != literal })
      guard try startState(in: smaller) == nil,
        case .unsatisfiable(let core) = try consecution(smaller, from: level - 1, assumingDenial: true)
      else { continue }
      cube = Cube(literals: try withoutStarts(literals(of: smaller, in: core), from: smaller))
    }
    return cube
  }

  /// Adds literals back until no start state is in the cube.
  private mutating func withoutStarts(_ literals: [Cube.Literal], from cube: Cube) throws(SolverError)
    -> [Cube.Literal]
  {
    if !literals.isEmpty, try startState(in: Cube(literals: literals)) == nil { return literals }
    let assumptions = startLiterals(cube)
    guard case .unsatisfiable(let core) = try blackboard.check(start.solver, assumptions) else {
      return cube.literals
    }
    let names = Set(core)
    return zip(cube.literals, assumptions).filter { literals.contains($0) || names.contains($1) }.map(\.0)
  }

  /// A start state of the cube.
  private mutating func startState(in cube: Cube) throws(SolverError) -> Firing? {
    guard case .satisfiable = try blackboard.check(start.solver, startLiterals(cube)) else { return nil }
    return try start.firing(in: try start.solver.model())
  }

  private mutating func highest(_ cube: Cube, from level: Int) throws(SolverError) -> Int {
    var level = level
    while level < last, case .unsatisfiable = try consecution(cube, from: level, assumingDenial: true) {
      level += 1
    }
    return level
  }

  private mutating func add(_ cube: Cube, at level: Int) throws(SolverError) {
    for lower in 1...level { levels[lower].removeAll { cube.contains($0) } }
    levels[level].append(cube)
    let clause = bank.implies(levelLiterals[level], bank.not(bank.and(cube.literals.map(\.term))))
    try step.solver.add(clause)
    try state.add(clause)
  }

  /// The cube's literals of the state that a start state makes.
  private mutating func startLiterals(_ cube: Cube) -> [Term] {
    var literals: [Term] = []
    for literal in cube.literals { literals.append(start.primed(literal.term)) }
    return literals
  }
}
