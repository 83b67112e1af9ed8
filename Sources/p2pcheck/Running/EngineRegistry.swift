import ArgumentParser
import Checking
import ExplicitState
import Foundation

/// The words of `--engine`.
enum EngineChoice: String, ExpressibleByArgument, CaseIterable {
  /// The engine that suits the model.
  case auto
  /// Visits every reachable state.
  case explore
}

/// The engines there are: a new one is a line here.
enum EngineRegistry {
  static func engine(
    for choice: EngineChoice, usesNative: Bool, checkpoints: CheckpointPlan?
  ) -> any Engine {
    switch choice {
    case .auto, .explore:
      ExplicitEngine(native: usesNative ? NativeOptions(cache: cacheFolder) : nil, checkpoints: checkpoints)
    }
  }

  /// The word under which the engine appears in reports.
  static func name(of choice: EngineChoice) -> String {
    switch choice {
    case .auto, .explore: ExplicitEngine.name
    }
  }

  /// Where compiled models are kept: beneath `XDG_CACHE_HOME`, `~/.cache`, or the system's temporary folder.
  private static var cacheFolder: String {
    let environment = ProcessInfo.processInfo.environment
    if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") { return folder + "/p2pcheck" }
    if let home = environment["HOME"], home.hasPrefix("/") { return home + "/.cache/p2pcheck" }
    return NSTemporaryDirectory() + "p2pcheck-cache"
  }
}
