import ArgumentParser

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
}
