package import Checking
package import Diagnostics
package import ExplicitState
import Foundation
package import ModelIR
import Murphi

/// How a test runs the engine: front end, engine, budget, nothing printed.
package struct Run: Sendable {
  package var deadlock: DeadlockMode
  package var symmetry: Bool
  package var countsOrbits = false
  package var reduction = false
  package var jobs = 1
  /// Searches together, each on a thread of its own; none for an ordinary search.
  package var ranks = 0
  package var stopAtFirst = false
  /// Bytes for the states of each rank; nil for what there is.
  package var memory: Int?
  package var digestsStates = false
  package var checkpoints: CheckpointPlan?
  /// Whether nothing is claimed of whole runs, which reduction does not go with.
  package var leavesOutRuns = false
  /// What compiled code says is compared with more than an audit, or does not matter.
  package var audit = AuditPlan.Extent.off
  /// The name of the only property to check; nil for all.
  package var only: String?
  package var maximumDepth: Int?
  package var storage = Storage.automatic
  /// Where the search goes on once they are full.
  package var disk: DiskPlan?
  /// Whether to measure what takes the time.
  package var profiles = false
  /// Nil to interpret; otherwise the successor function is compiled before the search starts.
  package var native: NativeOptions?

  package init(
    deadlock: DeadlockMode = .stuttering, symmetry: Bool = false, maximumDepth: Int? = nil,
    native: NativeOptions? = nil
  ) {
    self.deadlock = deadlock
    self.symmetry = symmetry
    self.maximumDepth = maximumDepth
    self.native = native
  }

  /// Reads a model that includes nothing.
  package static func read(_ text: String, name: String) -> (
    system: TransitionSystem?, diagnostics: [Diagnostic]
  ) {
    let program = MurphiFrontEnd.load(SourceFile(name: name, text: text))
    let analysed = MurphiFrontEnd.analyse(program.value)
    let diagnostics = program.diagnostics + analysed.diagnostics
    let isRejected = diagnostics.contains { $0.severity == .error }
    return (isRejected ? nil : analysed.value, diagnostics)
  }

  /// The system of a model that has no mistakes, or an error that lists them.
  package static func system(_ text: String, name: String = "model.m") throws -> TransitionSystem {
    let (system, diagnostics) = read(text, name: name)
    guard let system else { throw RejectedModel(name: name, mistakes: diagnostics.map(\.message)) }
    return system
  }

  package func check(_ system: TransitionSystem) async throws -> CheckResult {
    var engine = ExplicitEngine(native: native, checkpoints: checkpoints, disk: disk)
    engine.startsInterpreted = native == nil
    let claims = system.claims(deadlock: deadlock).filter { claim in
      if leavesOutRuns, case .property(let id) = claim, system[id].isAboutRuns { return false }
      return only == nil || claim.name(in: system) == only
    }
    var task = CheckTask(
      system: system, claims: claims, deadlock: deadlock, symmetry: symmetry,
      countsOrbits: countsOrbits,
      budget: Budget(jobs: jobs, memory: memory, timeout: .seconds(600), maximumDepth: maximumDepth))
    task.audit.extent = audit
    task.reduction = reduction
    task.storage = storage
    task.profiles = profiles
    task.stopAtFirst = stopAtFirst
    task.digestsStates = digestsStates
    guard ranks > 0 else { return try await engine.check(task, observer: Silence()) }
    return try await check(task, engine)
  }

  /// What the first rank says; all have to come to their end.
  private func check(_ task: CheckTask, _ engine: ExplicitEngine) async throws -> CheckResult {
    try await withThrowingTaskGroup(of: (Int, CheckResult).self) { group in
      for cluster in Cluster.local(ranks) {
        var engine = engine
        engine.cluster = cluster
        group.addTask { [engine] in (cluster.rank, try await engine.check(task, observer: Silence())) }
      }
      var results: [Int: CheckResult] = [:]
      for try await (rank, result) in group { results[rank] = result }
      guard let first = results[0], results.count == ranks else { throw MissingRank() }
      return first
    }
  }
}

/// Not all ranks have come to an end.
private struct MissingRank: Error {}

/// A model of a test that the front end refuses.
private struct RejectedModel: Error {
  var name: String
  var mistakes: [String]
}

/// Wants to hear nothing and never ends a check.
package final class Silence: CheckObserver {
  package init() {}
  package func progress(_ progress: Checking.Progress) {}
  package var isCancelled: Bool { false }
}

extension NativeOptions {
  private static let folder = FileManager.default.temporaryDirectory.appending(
    path: "p2pcheck-tests-\(UUID().uuidString)")

  /// A compiler that is quick instead of thorough: tests run small models once.
  package static func quick(_ effort: CompilerEffort = .little) -> NativeOptions {
    var options = NativeOptions(cache: folder.path)
    options.effort = effort
    return options
  }
}
