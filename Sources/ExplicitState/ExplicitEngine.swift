package import Checking
import Foundation
package import ModelIR
import Synchronization

/// Engine 1: visits every reachable state, breadth first.
///
/// Small models are over before a C compiler has started, so exploration begins interpreted at once and starts again
/// compiled when the compiler is first. What is compiled so is not optimised: for a search that takes longer than a moment
/// that is made up for, and the search goes on with the faster code.
package struct ExplicitEngine: Engine {
  package static let name = "explore"

  /// How to compile; nil to interpret only.
  package var native: NativeOptions?
  /// False to wait for the compiler, so that it is certain what explores.
  package var startsInterpreted = true
  /// Where to save the search and where to go on from; the search then waits for the compiler.
  package var checkpoints: CheckpointPlan?
  /// Where to go on once memory is full; the search then waits for the compiler.
  package var disk: DiskPlan?
  /// The ranks that search together, of which this is one, and which wait for the compiler; nil to search alone.
  package var cluster: Cluster?

  package init(native: NativeOptions?, checkpoints: CheckpointPlan? = nil, disk: DiskPlan? = nil) {
    self.native = native
    self.checkpoints = checkpoints
    self.disk = disk
  }

  package func check(_ task: CheckTask, observer: any CheckObserver) async throws(EngineFailure)
    -> CheckResult
  {
    let start = ContinuousClock.now
    let watch = Watch(observer: observer, timeout: task.budget.timeout, stop: StopWord())
    watch.begin()
    defer { watch.end() }
    var attempt = self
    // What ranks have saved is one rank's to go on with, too.
    if cluster == nil, let folder = checkpoints?.resumed, ClusterCheckpoint.isIn(folder) {
      attempt.cluster = Cluster.local(1).first
    }
    var plan = try await attempt.firstPlan(task, start, watch.stop.flag)
    while true {
      switch try await attempt.explore(plan, observer) {
      case .result(let result): return try await shortened(result, plan, observer)
      case .orderMatters(let watches):
        // From the beginning, with more states.
        let previous = plan
        plan = try await onDeepStack { () throws(EngineFailure) in try previous.without(watches) }
        attempt.checkpoints?.resumed = nil
        attempt.checkpoints?.unreduced = plan.unreduced
        attempt.disk?.unreduced = plan.unreduced
      }
    }
  }

  /// A search that leaves out states finds runs that need not be the shortest ones: another one, as far as they go, finds these.
  private func shortened(
    _ result: CheckResult, _ plan: Plan, _ observer: any CheckObserver
  ) async throws(EngineFailure) -> CheckResult {
    guard plan.relations != nil else { return result }
    let violated = result.findings.filter { finding in
      if case .violated(let trace?) = finding.verdict { trace.length > 0 } else { false }
    }
    guard let depth = violated.compactMap(\.verdict.trace?.length).max() else { return result }
    var task = plan.task
    task.reduction = false
    task.claims = violated.map(\.claim)
    task.stopAtFirst = false
    task.audit.extent = .off
    task.budget.maximumDepth = depth
    task.budget.timeout = plan.timeLeft
    let again = try await check(task, observer: observer)
    var shortest = result
    shortest.statistics.elapsed += again.statistics.elapsed
    for finding in again.findings {
      guard let index = result.findings.firstIndex(where: { $0.claim == finding.claim }) else { continue }
      if case .violated(_?) = finding.verdict {
        shortest.findings[index].verdict = finding.verdict
      } else {
        let name = finding.claim.name(in: task.system)
        shortest.notes.append(
          "the trace of \"\(name)\" may not be the shortest: there was no time or memory to find it")
      }
    }
    return shortest
  }

  private func firstPlan(
    _ task: CheckTask, _ start: ContinuousClock.Instant, _ stop: StopFlag
  ) async throws(EngineFailure) -> Plan {
    var unreduced: [String] = []
    if let folder = checkpoints?.resumed, task.symmetry {
      unreduced = try CheckpointReader.unreduced(in: URL(fileURLWithPath: folder))
    }
    if let folder = disk?.folder, task.symmetry { unreduced = try DiskManifest.unreduced(in: folder) }
    let (isSaved, isShared) = (isSaved, cluster != nil)
    return try await onDeepStack { [unreduced] () throws(EngineFailure) in
      try Plan(
        task, resuming: unreduced, isSaved: isSaved, isShared: isShared, start: start, stop: stop)
    }
  }

  /// Whether the search goes on elsewhere, where the same successor function is needed.
  private var isSaved: Bool { checkpoints != nil || disk != nil }

  private func explore(_ plan: Plan, _ observer: any CheckObserver) async throws(EngineFailure)
    -> Search.Outcome
  {
    if let cluster { return try await explore(plan, on: cluster, observer) }
    guard let native else { return try await interpret(plan, observer, because: nil) }
    let source = try await onDeepStack { () throws(EngineFailure) in plan.generatedC() }
    let compiler = NativeCompiler(options: native)
    if !startsInterpreted || isSaved || compiler.cached(source) != nil {
      return try await explore(plan, compiled: source, by: compiler, observer)
    }
    if compiler.quick.cached(source) != nil {
      return try await explore(plan, compiled: source, by: compiler.quick, improvedBy: compiler, observer)
    }
    return try await race(plan, source, compiler, observer)
  }

  /// Interprets and compiles at the same time; whichever is ready first decides.
  private func race(
    _ plan: Plan, _ source: String, _ compiler: NativeCompiler, _ observer: any CheckObserver
  ) async throws(EngineFailure) -> Search.Outcome {
    let relay = RelayObserver(observer)
    let compilation = Task {
      do throws(NativeFailure) {
        _ = try await compiler.quick.library(for: source)
        relay.yield()
      } catch {
        if !Task.isCancelled { relay.note(error) }
      }
    }
    let outcome = try await exploreInterpreted(plan, relay)
    guard case .result(let result) = outcome else {
      compilation.cancel()
      await compilation.value
      return outcome
    }
    // All states may be known, and what is asked of all of them together not yet.
    let isOpen = result.findings.contains { if case .unknown = $0.verdict { true } else { false } }
    guard relay.hasYielded, !result.statistics.complete || isOpen, !observer.isCancelled else {
      compilation.cancel()
      await compilation.value
      guard let failure = relay.failure else { return outcome }
      return .result(result.noting(Self.interpreted(failure)))
    }
    await compilation.value
    return try await explore(plan, compiled: source, by: compiler.quick, improvedBy: compiler, observer)
  }

  private func explore(
    _ plan: Plan, compiled source: String, by compiler: NativeCompiler,
    improvedBy optimiser: NativeCompiler? = nil, _ observer: any CheckObserver
  ) async throws(EngineFailure) -> Search.Outcome {
    let stop = StopWord()
    let successor: SuccessorLibrary
    do throws(NativeFailure) {
      let library = try await compiler.library(for: source, stop: plan.stop)
      successor = try SuccessorLibrary(library, width: plan.layout.width, stop: stop)
    } catch {
      return try await interpret(plan, observer, because: error)
    }
    let improvement = optimiser.map { optimiser in
      Task { await Self.improve(successor, source, by: optimiser) }
    }
    let result: Result<Search.Outcome, EngineFailure>
    do throws(EngineFailure) {
      result = .success(try await explore(plan, successor, stop, observer))
    } catch {
      result = .failure(error)
    }
    // A compiler that is under way ends first.
    improvement?.cancel()
    await improvement?.value
    let outcome = try result.get()
    guard let objection = compiler.cacheObjection, case .result(let found) = outcome else { return outcome }
    return .result(found.noting(Note(objection)))
  }

  /// Without an optimised library the search just goes on.
  private static func improve(
    _ successor: SuccessorLibrary, _ source: String, by optimiser: NativeCompiler
  ) async {
    let start = ContinuousClock.now
    let patience = optimiser.options.patience
    do {
      for (effort, time) in [(CompilerEffort.some, patience), (.much, patience * 10)] {
        try await Task.sleep(until: start + time)
        let library = try await optimiser.with(effort).library(for: source)
        successor.become(try SuccessorLibrary(library, width: successor.width))
      }
    } catch {}
  }

  private func interpret(
    _ plan: Plan, _ observer: any CheckObserver, because failure: NativeFailure?
  ) async throws(EngineFailure) -> Search.Outcome {
    let outcome = try await exploreInterpreted(plan, observer)
    guard failure.map(\.isStop) == false, case .result(let result) = outcome else { return outcome }
    return .result(result.noting(Self.interpreted(failure)))
  }

  private func exploreInterpreted(
    _ plan: Plan, _ observer: any CheckObserver
  ) async throws(EngineFailure) -> Search.Outcome {
    let stop = StopWord()
    return try await explore(plan, plan.interpretedSuccessor(stop: stop.flag), stop, observer)
  }

  private func explore(
    _ plan: Plan, _ successor: any Successor, _ stop: StopWord, _ observer: any CheckObserver
  ) async throws(EngineFailure) -> Search.Outcome {
    let preparation = Preparation(plan, by: successor)
    let task = preparation.task
    var (checkpoints, disk) = (checkpoints, disk)
    checkpoints?.digest += preparation.identity
    disk?.digest += preparation.identity
    let search = Search(
      task: task, layout: plan.layout, successor: successor, observer: observer, checkpoints: checkpoints,
      disk: disk, orbits: task.countsOrbits || task.symmetry ? preparation.orbits : nil,
      relations: plan.relations, definedness: plan.definedness, stop: stop)
    let outcome = try await onDeepStack { () throws(EngineFailure) in try search.run() }
    guard case .result(var result) = outcome else { return outcome }
    result.notes = preparation.notes + result.notes
    return .result(result)
  }

  private static func interpreted(_ failure: NativeFailure?) -> Note {
    "interpreted, which is slow: \(failure?.reason ?? "no compiler")"
  }

  /// The C file the engine would compile for a system; for `print --format c`.
  package static func generatedC(for system: TransitionSystem, symmetry: Bool) async throws(EngineFailure)
    -> String
  {
    let task = CheckTask(system: system, claims: [], symmetry: symmetry)
    return try await onDeepStack { () throws(EngineFailure) in
      try Plan(task, start: .now, stop: StopFlag()).generatedC()
    }
  }
}

extension CheckResult {
  fileprivate func noting(_ note: Note) -> CheckResult {
    var copy = self
    copy.notes.append(note)
    return copy
  }
}

/// Passes progress on, and ends the interpreted search once compiled code is ready.
private final class RelayObserver: CheckObserver {
  private let observer: any CheckObserver
  private let yielded = Atomic<Bool>(false)
  private let noted: Mutex<NativeFailure?> = Mutex(nil)

  init(_ observer: any CheckObserver) { self.observer = observer }

  var hasYielded: Bool { yielded.load(ordering: .acquiring) }
  var isCancelled: Bool { hasYielded || observer.isCancelled }

  /// Why there will be no compiled code.
  var failure: NativeFailure? { noted.withLock { $0 } }

  func note(_ failure: NativeFailure) { noted.withLock { $0 = failure } }
  func yield() { yielded.store(true, ordering: .releasing) }
  func progress(_ progress: Checking.Progress) { observer.progress(progress) }
}
