import ArgumentParser
import Foundation

/// `p2pcheck verify`: checks models, or every check of `Models/checks.yml`.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check models; without a model, every check of Models/checks.yml.",
    discussion: """
      Prints a line per property with its verdict, what was never exercised, and the first counterexample. Options that \
      say something about a model need a MODEL; checks have them in their file.
      """)

  @Argument(help: ArgumentHelp("Murphi models.", valueName: "model"))
  var models: [String] = []

  @Option(
    name: .customLong("check"), help: ArgumentHelp("Run only this check; may be repeated.", valueName: "id"))
  var checks: [String] = []

  @OptionGroup(title: "Options for models") var model: ModelOptions
  @OptionGroup(title: "Limits") var budget: BudgetOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    if models.isEmpty, let option = model.given.first {
      throw ValidationError("'\(option)' needs a MODEL; a check has it in its file.")
    }
    if models.count > 1, model.checkpoint != nil || model.resume != nil {
      throw ValidationError("'--checkpoint' and '--resume' need exactly one MODEL.")
    }
    if output.countOrbits, model.symmetry == .off {
      throw ValidationError(
        "'--count-orbits' needs '--symmetry on': without it every state is its own orbit.")
    }
    if !models.isEmpty, !checks.isEmpty {
      throw ValidationError(
        "'--check' runs checks of \(ChecksFile.standardPath); it cannot be combined with a MODEL.")
    }
  }

  func run() async throws {
    try await CommandFailure.report {
      let jobs: [Job]
      if models.isEmpty {
        let path = try ChecksFile.find()
        guard let file = try ChecksFile.load(path, ink: output.colour.ink(for: .standardError)) else {
          return .rejected
        }
        jobs = try file.checks(named: checks).map { Job($0, budget: budget) }
      } else {
        jobs = models.map { Job(model: $0, options: model, budget: budget) }
      }
      let verification = Verification(
        output: output, usesNative: !budget.noNative, hasHeaders: jobs.count > 1)
      return try await verification.run(jobs)
    }
  }
}
