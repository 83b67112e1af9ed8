import ArgumentParser
import Foundation
import ModelIR

/// What `p2pcheck refine` can come to.
enum RefinementWord: String, ExpressibleByArgument, CaseIterable {
  case refines, violated, unknown
}

/// `p2pcheck refine`: whether each step of a model is a step, or none, of the abstract model that it names.
struct RefineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refine",
    abstract: "Say whether each step of a model is one of the abstract model that it refines.",
    discussion: """
      The model names the abstract one, `--@ refines FILE`, and says what each variable of that is here, `--@ abstracts PLACE` \
      before a variable or function. Every reachable state is visited, without symmetry.

      Exit codes: 0 it refines, or it is as expected, 1 it does not, 2 a model or what connects them is wrong, \
      3 inconclusive.
      """)

  @Argument(help: ArgumentHelp("A Murphi model.", valueName: "model"))
  var model: String

  @Option(
    name: .customLong("set"), help: ArgumentHelp("Set a constant of the model.", valueName: "name=value"))
  var settings: [ConstantSetting] = []

  @Option(help: "What it should come to: refines, violated or unknown.")
  var expect: RefinementWord?

  @Option(
    help: ArgumentHelp(
      "Write the run that leaves the abstract model to this file, as ITF.", valueName: "file"),
    transform: PathArgument.nonEmpty)
  var trace: String?

  @OptionGroup var budget: BudgetOptions

  @OptionGroup var progress: ProgressOption

  @OptionGroup var colour: ColourOption

  func validate() throws {
    if budget.jobs != nil {
      throw ValidationError("'--jobs' means nothing to 'refine': it uses one thread.")
    }
  }

  func run() async throws {
    let session = Session(budget)
    try await CommandFailure.report {
      let run = RefinementRun(
        model: model, settings: settings, expected: expect, traceFile: trace,
        budget: budget.budget(check: nil, maximumDepth: nil), progress: progress.form(),
        ink: colour.ink(for: .standardOutput), errorInk: colour.ink(for: .standardError), session: session)
      return try await run.exitCode()
    }
  }
}
