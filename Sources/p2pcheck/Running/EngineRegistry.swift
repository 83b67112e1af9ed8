import Checking
import Checks
import ExplicitState
import Foundation
import ModelIR
import Symbolic

/// The engines there are: a new one is a line here.
enum EngineRegistry {
  /// With little effort, for one of many small searches, it waits for the compiler, which is quick.
  ///
  /// Without libraries kept, each check compiles afresh. What waits for the compiler visits the same representatives of symmetric states each time.
  static func engine(
    for choice: EngineChoice, usesNative: Bool, effort: CompilerEffort = .much,
    waitsForCompiler: Bool = false, keepsLibraries: Bool = true,
    checkpoints: CheckpointPlan?
  ) -> any Engine {
    let explicit = explorer(
      usesNative: usesNative, startsInterpreted: effort != .little && !waitsForCompiler, effort: effort,
      keepsLibraries: keepsLibraries, checkpoints: checkpoints)
    return switch choice {
    case .auto: AutomaticEngine(explicit: explicit, symbolic: SymbolicEngine())
    case .explore: explicit
    case .prove: SymbolicEngine()
    }
  }

  static func explorer(
    usesNative: Bool, startsInterpreted: Bool, effort: CompilerEffort = .much, keepsLibraries: Bool = true,
    checkpoints: CheckpointPlan? = nil
  ) -> ExplicitEngine {
    var native = NativeOptions(cache: keepsLibraries ? cacheFolder : nil)
    native.effort = effort
    var explicit = ExplicitEngine(native: usesNative ? native : nil, checkpoints: checkpoints)
    explicit.startsInterpreted = startsInterpreted
    return explicit
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
