import ArgumentParser
import Foundation

/// The command line: `p2pcheck verify` and the other commands below.
@main
struct P2PCheck: AsyncParsableCommand {
  static let version = "0.2.0"

  static let configuration = CommandConfiguration(
    commandName: "p2pcheck",
    abstract: "Checks Murphi models of kernel memory lifecycles by visiting every reachable state.",
    discussion: """
      Exit codes: 0 every property holds or is as its check expects, 1 a property is violated or not as expected, \
      2 the model is wrong, 3 inconclusive, 64 usage, 70 internal error, 74 input/output, 130 interrupted.
      """,
    version: version,
    subcommands: [
      VerifyCommand.self, SimulateCommand.self, ConformCommand.self, RefineCommand.self, MutateCommand.self,
      TraceCommand.self, PrintCommand.self, FormatCommand.self, LintCommand.self, ExplainCommand.self,
      GateCommand.self,
      ChecksCommand.self, CacheCommand.self, LanguageServerCommand.self, DebugAdapterCommand.self,
    ])

  /// Of several ranks the first one speaks; the others leave it to it also to say what is wrong with the command line.
  static func main() async {
    guard let launch = RankLaunch.current else { return await main(nil) }
    if let objection = RankLaunch.objection(to: CommandLine.arguments.dropFirst()) {
      if !launch.isSilent { Console.warn("error: " + objection) }
      ProgramEnd.leave(.usage)
    }
    guard launch.isSilent else { return await main(nil) }
    do {
      let command = try parseAsRoot()
      if let verify = command as? VerifyCommand { try await verify.run() }
      ProgramEnd.leave(.success)
    } catch {
      _exit(exitCode(for: error).rawValue)
    }
  }
}
