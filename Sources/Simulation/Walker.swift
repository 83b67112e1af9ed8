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
      let (index, chosen) = choose(expansion, fired, &random)
      tally.steps += 1
      depth += 1
      tally.depth = max(tally.depth, depth)
      let next = Array(successors[index * stepper.width..<(index + 1) * stepper.width])
      if let rule = chosen ?? rule(from: state, to: next) {
        fired[rule.index] += 1
        tally.fired[rule.index] += 1
      }
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

  /// The number of a successor, and the rule that leads to it, if that is known.
  private func choose(
    _ expansion: Stepper.Expansion, _ fired: [UInt64], _ random: inout WalkRandom
  ) -> (index: Int, rule: RuleID?) {
    guard let ranges = expansion.ranges else { return (random.below(expansion.count), nil) }
    switch plan.choice {
    case .uniform:
      let index = random.below(expansion.count)
      return (index, ranges.first { $0.successors.contains(index) }?.rule)
    case .rare:
      let chosen = ranges[random.index(weights: ranges.map { 1 / Double(1 + fired[$0.rule.index]) })]
      return (chosen.successors.lowerBound + random.below(chosen.successors.count), chosen.rule)
    }
  }

  /// The rule that leads from a state to another, as the interpreter finds it.
  private func rule(from state: [UInt64], to next: [UInt64]) -> RuleID? {
    let (before, after) = (stepper.layout.unpack(state), stepper.layout.unpack(next))
    guard case .rule(let rule)? = interpreter.firing(from: before, to: after)?.subject else { return nil }
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
