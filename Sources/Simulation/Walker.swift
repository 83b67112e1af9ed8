import Checking
import ExplicitState
import ModelIR

/// Takes walks, one after the other, on one thread.
struct Walker {
  private let system: TransitionSystem
  private let plan: SimulationPlan
  private let deadlock: DeadlockMode
  private let stepper: Stepper
  private let findings: WalkFindings
  private let interpreter: Interpreter
  private(set) var tally: WalkTally

  /// The start states of a model may nearly all be ruled out by assumptions.
  private static let mostStarts = 10_000

  init(
    _ task: CheckTask, _ plan: SimulationPlan, _ stepper: Stepper, _ findings: WalkFindings, stop: StopFlag
  ) {
    system = task.system
    self.plan = plan
    deadlock = task.deadlock
    self.stepper = stepper
    self.findings = findings
    interpreter = Interpreter(task.system, stop: stop)
    tally = WalkTally(task.system)
  }

  /// Until nobody wants another walk.
  mutating func run(_ progress: WalkProgress) {
    while !stepper.isOver, let number = findings.nextWalk() {
      let before = tally.steps
      walk(number)
      progress.add(steps: tally.steps - before, depth: tally.depth)
    }
  }

  private mutating func walk(_ number: Int) {
    var random = WalkRandom(seed: plan.seed, walk: number)
    var open = findings.open(for: number)
    guard let start = begin(number, &open, &random) else { return }
    tally.walks += 1
    tally.values.add(start.state)
    var state = stepper.layout.pack(start.state)
    var states = state
    var successors: [UInt64] = []
    var fired = [UInt64](repeating: 0, count: system.rules.count)
    var depth = 0
    while !open.isEmpty {
      successors.removeAll(keepingCapacity: true)
      let expansion = stepper.expand(state, into: &successors, sayingWhatFired: true)
      guard !stepper.isOver else { return }
      var sights = expansion.sights
      if isDeadlock(expansion) { sights.append((.noDeadlock, .deadlock)) }
      for (claim, ending) in sights where open.remove(claim) != nil {
        findings.add(Sight(walk: number, start: start.firing, states: states, ending: ending), of: claim)
      }
      guard expansion.count > 0, depth < plan.depth else { return }
      let index = choose(expansion, fired, &random)
      tally.steps += 1
      depth += 1
      tally.depth = max(tally.depth, depth)
      let next = Array(successors[index * stepper.width..<(index + 1) * stepper.width])
      let rule = rule(of: index, expansion, from: state, to: next)
      fired[rule.index] += 1
      tally.fired[rule.index] += 1
      // What leads back to where it was is no part of a run worth showing.
      if next == state { continue }
      state = next
      states += next
      tally.values.add(stepper.layout.unpack(state))
    }
  }

  private func isDeadlock(_ expansion: Stepper.Expansion) -> Bool {
    switch deadlock {
    case .off: false
    case .stuck: expansion.enabled == 0
    case .stuttering: !expansion.hasMoved
    }
  }

  // MARK: - Choices

  /// The number of a successor.
  private func choose(
    _ expansion: Stepper.Expansion, _ fired: [UInt64], _ random: inout WalkRandom
  ) -> Int {
    // Where an assumption excludes states, more rules have fired than there are successors.
    guard plan.choice == .rare, expansion.fired.reduce(0, { $0 + $1.count }) == expansion.count else {
      return random.below(expansion.count)
    }
    let chosen = random.index(weights: expansion.fired.map { 1 / Double(1 + fired[$0.rule.index]) })
    let before = expansion.fired.prefix(chosen).reduce(0) { $0 + $1.count }
    return before + random.below(expansion.fired[chosen].count)
  }

  /// The rule that leads to a successor.
  private func rule(
    of index: Int, _ expansion: Stepper.Expansion, from state: [UInt64], to next: [UInt64]
  ) -> RuleID {
    if expansion.fired.reduce(0, { $0 + $1.count }) == expansion.count {
      var end = 0
      for (rule, count) in expansion.fired {
        end += count
        if index < end { return rule }
      }
    }
    let before = stepper.layout.unpack(state)
    let after = stepper.layout.unpack(next)
    let step = interpreter.ruleFirings.first { firing in
      if case .next(after, _)? = interpreter.fireIfEnabled(firing, in: before) { true } else { false }
    }
    guard case .rule(let rule)? = step?.subject else { return RuleID(0) }
    return rule
  }

  /// A start state; nil if none was found, or the one that was chosen fails.
  private mutating func begin(
    _ walk: Int, _ open: inout Set<Claim>, _ random: inout WalkRandom
  ) -> (firing: Firing, state: State)? {
    guard !system.startStates.isEmpty else { return nil }
    for _ in 0..<Self.mostStarts where !stepper.isOver {
      let number = random.below(system.startStates.count)
      let arguments = system.startStates[number].parameters.map { parameter in
        parameter.value(at: Value(random.next() % UInt64(clamping: parameter.count)))
      }
      let firing = Firing(subject: .start(number), arguments: arguments)
      switch interpreter.start(firing) {
      case .dropped, .excluded: continue
      case .failed(let failure):
        see(Claim(violatedBy: failure), walk, firing, &open)
        return nil
      case .next(let state, let covers):
        for cover in covers { see(.property(cover), walk, firing, &open) }
        return (firing, state)
      }
    }
    return nil
  }

  /// Notes what executing a start state shows.
  private func see(_ claim: Claim, _ walk: Int, _ firing: Firing, _ open: inout Set<Claim>) {
    guard open.remove(claim) != nil else { return }
    findings.add(Sight(walk: walk, start: nil, states: [], ending: .firing(firing)), of: claim)
  }
}
