import ArgumentParser
import Checking

/// The words of `--engine`.
enum EngineChoice: String, ExpressibleByArgument, CaseIterable {
  /// The engine that suits the model.
  case auto
  /// Visits every reachable state.
  case explore
}
