package import Checking
import ModelIR

/// The explicit-state check of a system over a successor function, from start states to verdicts with traces.
package struct Search {
  private let task: CheckTask
  private let layout: StateLayout
  private let successor: any Successor
  private let observer: any CheckObserver

  /// `successor` works on states packed by `layout`; symmetry is used if the task asks for it.
  package init(task: CheckTask, layout: StateLayout, successor: any Successor, observer: any CheckObserver) {
    self.task = task
    self.layout = layout
    self.successor = successor
    self.observer = observer
  }

  /// Runs on the calling thread, which needs a deep stack (see `WorkerCrew.stackSize`), and on `jobs - 1` others.
  package func run() throws(EngineFailure) -> CheckResult {
    let watch = Watch(observer: observer, timeout: task.budget.timeout)
    let system = task.system
    let interpreter = Interpreter(system)
    let canonical = Canonical(layout: layout, successor: successor, usesSymmetry: task.symmetry)
    let context = SearchContext(
      successor: successor, space: try StateSpace(width: layout.width, budget: task.budget.memory),
      watch: watch,
      counts: (system.rules.count, system.properties.count), claims: task.claims, canonicalise: task.symmetry,
      deadlock: task.deadlock)

    let exploration = Exploration(
      context, jobs: task.budget.jobs, claims: task.claims,
      limits: .init(depth: task.budget.maximumDepth, stopAtFirst: task.stopAtFirst))
    var starts = StartStates(interpreter)
    starts.execute {
      exploration.addStart(canonical.pack($0)) && context.goesOn(phase: "start states", queued: 0)
    }
    exploration.limits.decided = Set(starts.decided.keys)
    exploration.limits.isViolated = starts.decided.values.contains { $0.isViolation }
    let ending = exploration.run()
    let counts = exploration.counts
    var liveness: [PropertyID: String] = [:]
    if ending == .complete { liveness = LivenessAnalysis(exploration, system: system).decide(task.claims) }
    let assembly = VerdictAssembly(
      system: system, ending: ending, checkedDepth: exploration.checkedDepth,
      ledger: exploration.ledger, traces: starts.decided, undecided: liveness,
      reconstruction: TraceReconstruction(
        interpreter: interpreter, canonical: canonical, store: context.space.store))
    var findings: [CheckResult.Finding] = []
    for claim in task.claims {
      findings.append(.init(claim: claim, verdict: try assembly.verdict(of: claim)))
    }
    return CheckResult(
      findings: findings, statistics: statistics(of: exploration, ending, counts, starts), notes: [])
  }

  private func statistics(
    of exploration: Exploration, _ ending: Exploration.Ending, _ counts: FiringCounts, _ starts: StartStates
  ) -> Statistics {
    var statistics = Statistics()
    statistics.states = UInt64(exploration.states)
    statistics.firings = counts.firings.reduce(0, +)
    statistics.depth = exploration.depth
    statistics.elapsed = exploration.context.watch.elapsed
    statistics.memory = exploration.context.space.memory
    statistics.bitsPerState = layout.bits
    statistics.firingsPerRule = counts.firings
    statistics.hitsPerProperty = task.system.propertyIDs.map { id in
      let property = task.system[id]
      guard property.kind == .cover || property.condition?.premise != nil else { return nil }
      return counts.hits[id.index] + starts.hits[id, default: 0]
    }
    statistics.complete = ending == .complete
    statistics.successor = successor.description
    return statistics
  }
}

extension Trace {
  /// False for the witness of a cover.
  fileprivate var isViolation: Bool {
    switch ending {
    case .reaches: false
    case .violates, .fails, .guardFails, .deadlock, .starves: true
    }
  }
}
