import Checking
import Checks
import ExplicitState
import Foundation
import ModelIR
import Simulation
import Symbolic

/// The engines there are: a new one is a line here.
struct EngineRegistry: Sendable {
  /// False to interpret models only.
  let usesNative: Bool
  /// False to compile everything afresh.
  let keepsLibraries: Bool

  /// What an exploration begins with.
  enum Start {
    /// The interpreter, until compiled code is there.
    case interpreted
    /// Compiled code, for which it waits: what is visited of symmetric states is then the same each time.
    case compiled
  }

  /// `races` is false where the same engine is to decide each time.
  func engine(
    for choice: EngineChoice, effort: CompilerEffort, start: Start, races: Bool,
    checkpoints: CheckpointPlan? = nil, disk: DiskPlan? = nil
  ) -> any Engine {
    let explicit = explorer(effort: effort, start: start, checkpoints: checkpoints, disk: disk)
    return switch choice {
    case .auto: AutomaticEngine(explicit: explicit, symbolic: SymbolicEngine(), races: races)
    case .explore: explicit
    case .prove: SymbolicEngine()
    }
  }

  func explorer(
    effort: CompilerEffort = .much, start: Start, checkpoints: CheckpointPlan? = nil, disk: DiskPlan? = nil
  ) -> ExplicitEngine {
    var native = NativeOptions(cache: keepsLibraries ? Self.cacheFolder : nil)
    native.effort = effort
    var explicit = ExplicitEngine(native: usesNative ? native : nil, checkpoints: checkpoints, disk: disk)
    explicit.startsInterpreted = start == .interpreted
    return explicit
  }

  /// The engine whose evidence is kept, the same each time.
  func engine(for job: Job, anySize: String?, start: Start) -> any Engine {
    guard let anySize else { return engine(for: job.engine, effort: job.effort, start: start, races: false) }
    return AnySizeEngine(anySize, explorer: explorer(effort: .little, start: start))
  }

  /// The engine that a job asks for; `anySize` is the scalarset that is to be of any size.
  func engine(
    for job: Job, anySize: String?, checkpoints: CheckpointPlan?, disk: DiskPlan?, cluster: Cluster? = nil
  ) -> any Engine {
    if let cluster {
      var explorer = explorer(effort: job.effort, start: .compiled, checkpoints: checkpoints)
      explorer.cluster = cluster
      return explorer
    }
    if anySize != nil { return engine(for: job, anySize: anySize, start: job.start) }
    if let simulation = job.simulation {
      return SimulationEngine(simulation, native: explorer(effort: .little, start: .compiled).native)
    }
    // A saved search is one of the explorer, and a check has the same engine each time.
    return engine(
      for: job.engine, effort: job.effort, start: job.start, races: job.check == nil && checkpoints == nil,
      checkpoints: checkpoints, disk: disk)
  }

  /// The word under which it appears in reports.
  static func name(for job: Job, anySize: String?, on system: TransitionSystem) -> String {
    if anySize != nil { return AnySizeEngine.name }
    return job.simulation == nil ? name(of: job.engine, for: system) : SimulationEngine.name
  }

  /// The word under which the engine appears in reports.
  static func name(of choice: EngineChoice, for system: TransitionSystem) -> String {
    switch choice {
    case .auto: AutomaticEngine.name(for: system)
    case .explore: ExplicitEngine.name
    case .prove: SymbolicEngine.name
    }
  }

  /// Where compiled models are kept, and what the gate remembers: beneath `XDG_CACHE_HOME` or `~/.cache`.
  ///
  /// Nil if there is neither: a folder that everybody knows and can write to is none to load code from.
  static var cacheFolder: String? {
    let environment = ProcessInfo.processInfo.environment
    if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") { return folder + "/p2pcheck" }
    if let home = environment["HOME"], home.hasPrefix("/") { return home + "/.cache/p2pcheck" }
    return nil
  }
}
