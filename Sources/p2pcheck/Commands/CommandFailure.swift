import ArgumentParser
import Checking
import Reporting

/// Turns what can go wrong in a command into a sentence on standard error and an exit code, with which the program ends.
enum CommandFailure {
  static func report(_ body: () async throws -> ExitCode) async throws -> Never {
    let exitCode: ExitCode
    do {
      exitCode = try await body()
    } catch let failure as FileFailure {
      Console.warn("error: " + failure.message)
      exitCode = .inputOutput
    } catch let failure as UsageFailure {
      Console.warn("error: " + failure.message)
      exitCode = .usage
    } catch let failure as EngineFailure {
      Console.warn(failure)
      exitCode = ExitCode(Conclusion(failure))
    }
    ProgramEnd.leave(exitCode)
  }
}
