import ArgumentParser
import Foundation
import ModelIR

/// `p2pcheck conform`: whether a log is a behaviour of a model.
struct ConformCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conform",
    abstract: "Say whether the log of a program is a behaviour of a model.",
    discussion: """
      A log has one JSON object per line: a call with its arguments, its actor, when it began and returned, what it \
      returned, and what was seen then. `--@ operation`, `--@ returns` and `--@ observe` say in the model what that is there; \
      all else is searched for.

      Exit codes: 0 the model explains the log, 1 no behaviour of the model is the log, 2 the model or the log is wrong, \
      3 inconclusive.
      """)

  @Argument(help: ArgumentHelp("A Murphi model.", valueName: "model"))
  var model: String

  @Argument(help: ArgumentHelp("A log, as JSON lines.", valueName: "log"))
  var log: String

  @Option(
    name: .customLong("set"), help: ArgumentHelp("Set a constant of the model.", valueName: "name=value"))
  var settings: [ConstantSetting] = []

  @Option(
    help: ArgumentHelp("Write the run that explains the log to this file, as ITF.", valueName: "file"),
    transform: PathArgument.nonEmpty)
  var trace: String?

  @Option(help: "The answer on standard output: text or json.")
  var format = ReportFormat.text

  @OptionGroup var budget: BudgetOptions

  @OptionGroup var progress: ProgressOption

  @OptionGroup var colour: ColourOption

  func validate() throws {
    if budget.jobs != nil {
      throw ValidationError("'--jobs' means nothing to 'conform': it uses one thread.")
    }
  }

  func run() async throws {
    let session = Session(budget)
    try await CommandFailure.report {
      let run = ConformanceRun(
        model: model, log: log, settings: settings, traceFile: trace, format: format,
        budget: budget.budget(check: nil, maximumDepth: nil),
        progress: progress.form(),
        ink: colour.ink(for: .standardOutput), errorInk: colour.ink(for: .standardError), session: session)
      return try await run.exitCode()
    }
  }
}
