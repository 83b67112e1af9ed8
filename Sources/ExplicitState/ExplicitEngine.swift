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

  package init(native: NativeOptions?, checkpoints: CheckpointPlan? = nil) {
    self.native = native
    self.checkpoints = checkpoints
  }

  /// The most instances all rules, and all start states, may have together.
  package static let maximumInstances: UInt64 = 1 << 24
  /// More start states than this are not looked at before code is generated.
  private static let inspectedStarts: UInt64 = 4096

  package func check(_ task: CheckTask, observer: any CheckObserver) async throws(EngineFailure)
    -> CheckResult
  {
    let plan = try await onDeepStack { () throws(EngineFailure) in try Plan(task) }
    guard let native else { return try await interpret(plan, observer, because: nil) }
    let source = try await onDeepStack { () throws(EngineFailure) in plan.generatedC() }
    let compiler = NativeCompiler(options: native)
    if !startsInterpreted || checkpoints != nil || compiler.cached(source) != nil {
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
  ) async throws(EngineFailure) -> CheckResult {
    let start = ContinuousClock.now
    let relay = RelayObserver(observer)
    let compilation = Task {
      do throws(NativeFailure) {
        _ = try await compiler.quick.library(for: source)
        relay.yield()
      } catch {
        if !Task.isCancelled { relay.note(error) }
      }
    }
    let result = try await explore(plan, plan.interpretedSuccessor, relay)
    // All states may be known, and what is asked of all of them together not yet.
    let isOpen = result.findings.contains { if case .unknown = $0.verdict { true } else { false } }
    guard relay.hasYielded, !result.statistics.complete || isOpen, !observer.isCancelled else {
      compilation.cancel()
      await compilation.value
      guard let failure = relay.failure else { return result }
      return result.noting(Self.interpreted(failure))
    }
    await compilation.value
    // One limit for both explorations.
    var rest = plan
    if let timeout = plan.task.budget.timeout {
      rest.task.budget.timeout = max(timeout - (ContinuousClock.now - start), .zero)
    }
    return try await explore(rest, compiled: source, by: compiler.quick, improvedBy: compiler, observer)
  }

  private func explore(
    _ plan: Plan, compiled source: String, by compiler: NativeCompiler,
    improvedBy optimiser: NativeCompiler? = nil, _ observer: any CheckObserver
  ) async throws(EngineFailure) -> CheckResult {
    let successor: SuccessorLibrary
    do throws(NativeFailure) {
      successor = try SuccessorLibrary(await compiler.library(for: source), width: plan.layout.width)
    } catch {
      return try await interpret(plan, observer, because: error)
    }
    let improvement = optimiser.map { optimiser in
      Task { await Self.improve(successor, source, by: optimiser) }
    }
    let result: Result<CheckResult, EngineFailure>
    do throws(EngineFailure) {
      result = .success(try await explore(plan, successor, observer))
    } catch {
      result = .failure(error)
    }
    // A compiler that is under way ends first.
    improvement?.cancel()
    await improvement?.value
    let found = try result.get()
    return compiler.cacheObjection.map(found.noting) ?? found
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
  ) async throws(EngineFailure) -> CheckResult {
    let result = try await explore(plan, plan.interpretedSuccessor, observer)
    return failure == nil ? result : result.noting(Self.interpreted(failure))
  }

  private func explore(
    _ plan: Plan, _ successor: any Successor, _ observer: any CheckObserver
  ) async throws(EngineFailure) -> CheckResult {
    var task = plan.task
    var notes = plan.notes
    if task.symmetry, successor is InterpretedSuccessor, plan.orbits == nil {
      task.symmetry = false
      notes.append("symmetry is not used: the interpreter tries every permutation, and there are too many")
    }
    // Representatives of orbits are the successor's own choice.
    var checkpoints = checkpoints
    checkpoints?.digest += ", \(successor.description), symmetry: \(task.symmetry)"
    let search = Search(
      task: task, layout: plan.layout, successor: successor, observer: observer, checkpoints: checkpoints,
      orbits: task.countsOrbits
        ? OrbitSizes(task.system, scalarsets: task.symmetry ? plan.scalarsets : []) : nil)
    var result = try await onDeepStack { () throws(EngineFailure) in try search.run() }
    result.notes = notes + result.notes
    return result
  }

  private static func interpreted(_ failure: NativeFailure?) -> String {
    "interpreted, which is slow: \(failure?.reason ?? "no compiler")"
  }

  /// The C file the engine would compile for a system; for `print --format c`.
  package static func generatedC(for system: TransitionSystem, symmetry: Bool) async throws(EngineFailure)
    -> String
  {
    let task = CheckTask(system: system, claims: [], symmetry: symmetry)
    return try await onDeepStack { () throws(EngineFailure) in try Plan(task).generatedC() }
  }
}

extension ExplicitEngine {
  /// What is known about a task before exploration.
  struct Plan: Sendable {
    var task: CheckTask
    let layout: StateLayout
    let scalarsets: [TypeID]
    let orbits: OrbitEnumeration?
    var notes: [String] = []

    init(_ task: CheckTask) throws(EngineFailure) {
      let system = task.system
      try Self.checkInstances(system.rules, "rule")
      try Self.checkInstances(system.startStates, "start state")
      for property in system.properties where property.parameters.instanceCount ?? .max > maximumInstances {
        throw EngineFailure(
          .unsupported,
          "property `\(property.name)` has more than \(maximumInstances) instances to explore one by one")
      }
      guard let layout = StateLayout(system) else {
        throw EngineFailure(
          .unsupported,
          "a state has more than \(StateLayout.maximumCells) components, too many to explore; "
            + "make the constants that size its arrays smaller")
      }
      let symmetry = ScalarsetSymmetry(system)
      self.task = task
      self.layout = layout
      self.scalarsets = task.symmetry ? symmetry.symmetric : []
      self.orbits = OrbitEnumeration(system, scalarsets: scalarsets)
      self.task.symmetry = !scalarsets.isEmpty
      if task.symmetry { notes = symmetry.objections }
    }

    var interpretedSuccessor: InterpretedSuccessor {
      InterpretedSuccessor(task.system, layout: layout, orbits: task.symmetry ? orbits : nil)
    }

    func generatedC() -> String {
      let system = task.system
      let starts = system.startStates.reduce(UInt64(0)) { $0 + ($1.parameters.instanceCount ?? 0) }
      var definedness = Definedness.unknown
      if starts <= inspectedStarts {
        let interpreter = Interpreter(system)
        let states = interpreter.startFirings.compactMap { firing in
          if case .next(let state, _) = interpreter.start(firing) { state } else { nil }
        }
        definedness = Definedness(system, startStates: states)
      }
      var generator = CGenerator(system, layout: layout, definedness: definedness, scalarsets: scalarsets)
      return generator.generate()
    }

    private static func checkInstances(_ rules: [Rule], _ kind: String) throws(EngineFailure) {
      var total: UInt64 = 0
      for rule in rules {
        total += min(rule.parameters.instanceCount ?? .max, maximumInstances + 1)
        guard total <= maximumInstances else {
          throw EngineFailure(
            .unsupported,
            "\(kind) `\(rule.name)` brings the instances to more than \(maximumInstances), too many to explore one by "
              + "one; make the types of its ruleset parameters smaller")
        }
      }
    }
  }
}

extension CheckResult {
  fileprivate func noting(_ note: String) -> CheckResult {
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
