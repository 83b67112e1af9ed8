import Checking
import Diagnostics
import ModelIR

struct EngineOptions { var usesNative: Bool; var checkpoint: String?; var resume: String? }
struct NoEngine: Engine {
  static let name = "explore"
  func check(_ task: CheckTask, observer: any CheckObserver) async throws(EngineFailure) -> CheckResult {
    throw EngineFailure(.unsupported, "none")
  }
}
extension EngineRegistry {
  static func name(of choice: EngineChoice) -> String { "explore" }
  static func engine(for choice: EngineChoice, _ options: EngineOptions) -> any Engine { NoEngine() }
}
enum EngineRegistry {}
enum ModelText { static func murphi(_ p: LoadedModel) -> String { "" }; 
  static func ir(of s: TransitionSystem) -> String { "" };
  static func c(of s: TransitionSystem) -> String { "" }
}
