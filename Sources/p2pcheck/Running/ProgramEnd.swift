import Foundation
import Processes

/// How the program ends while threads may still be at work.
enum ProgramEnd {
  /// Ends the program at once: no destructor runs under the feet of a thread that uses what it destroys.
  ///
  /// Compilers and solvers that were started for it end too.
  static func leave(_ code: ExitCode) -> Never {
    ChildProcess.endAll()
    TemporaryFolder.removeAll()
    _exit(code.rawValue)
  }
}
