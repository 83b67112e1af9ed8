import ArgumentParser
import Checks
import Reporting
import Wording

/// Which models or checks a command works on, how, and how much each may spend.
struct JobSelection: ParsableArguments {
  @Argument(help: ArgumentHelp("Murphi models.", valueName: "model"))
  var models: [String] = []

  @Option(
    name: .customLong("check"), help: ArgumentHelp("Take only this check; may be repeated.", valueName: "id"))
  var checks: [String] = []

  @OptionGroup(title: "Options for models") var model: ModelOptions
  @OptionGroup(title: "Limits") var budget: BudgetOptions

  func validate() throws {
    if models.isEmpty, let option = model.given.first {
      throw ValidationError("'\(option)' needs a MODEL; a check has it in its file.")
    }
    if !models.isEmpty, !checks.isEmpty {
      throw ValidationError(
        "'--check' takes checks of \(ChecksFile.standardPath); it cannot be combined with a MODEL.")
    }
  }

  /// The models, or the checks of the standard file; nil if that file has mistakes, which have been shown.
  func jobs(ink: Ink) throws -> [Job]? {
    guard models.isEmpty else {
      return models.map { Job(model: $0, options: model, budget: budget) }
    }
    guard let file = try ChecksFile.load(try ChecksFile.find(), ink: ink) else { return nil }
    return try file.checks(named: checks).map { Job($0, budget: budget) }
  }
}
