import ArgumentParser
import Checking
import Diagnostics
import Foundation
import ModelIR
import Reporting

/// `p2pcheck mutate`: whether the properties notice small changes of the model.
struct MutateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mutate",
    abstract: "Change models in small ways and show which changes no property notices.",
    discussion: """
      Drops or flips one condition, statement or sum at a time, and explores each mutant. A mutant is noticed if a property \
      that holds of the model does not hold of it, or a rule never fires any more. Without a model, the checks of \
      Models/checks.yml that explore are taken.

      Exit codes: 0 every mutant is noticed or changes nothing, 1 some survive, 3 some are undecided.
      """)

  @Argument(help: ArgumentHelp("Murphi models.", valueName: "model"))
  var models: [String] = []

  @Option(
    name: .customLong("check"), help: ArgumentHelp("Take only this check; may be repeated.", valueName: "id"))
  var checks: [String] = []

  @Option(help: ArgumentHelp("Take this many mutants of each model, evenly spread.", valueName: "n"))
  var limit: Int?

  @OptionGroup(title: "Options for models") var model: ModelOptions
  @OptionGroup(title: "Limits of each exploration") var budget: BudgetOptions
  @Option(help: "Show progress on standard error: auto (if it is a terminal) or never.")
  var progress = ProgressChoice.auto

  @OptionGroup var colour: ColourOption

  func validate() throws {
    if models.isEmpty, let option = model.given.first {
      throw ValidationError("'\(option)' needs a MODEL; a check has it in its file.")
    }
    if !models.isEmpty, !checks.isEmpty {
      throw ValidationError("'--check' takes checks of \(ChecksFile.standardPath); not with a MODEL.")
    }
    if let limit, limit < 1 { throw ValidationError("'--limit' must be positive.") }
    let useless = ["--checkpoint", "--resume", "--stop-at-first", "--expect"]
    if let option = useless.first(where: model.given.contains) {
      throw ValidationError("'\(option)' means nothing to mutants.")
    }
    if model.engine == .prove { throw ValidationError("mutants are explored; '--engine prove' cannot be.") }
  }

  func run() async throws {
    try await CommandFailure.report {
      let jobs: [Job]
      if models.isEmpty {
        let path = try ChecksFile.find()
        guard let file = try ChecksFile.load(path, ink: colour.ink(for: .standardError)) else {
          return .rejected
        }
        jobs = try file.checks(named: checks).filter { $0.engine != .prove && !$0.isSweep }.map {
          Job($0, budget: budget)
        }
      } else {
        jobs = models.map { Job(model: $0, options: model, budget: budget) }
      }
      return try await MutationReport(
        limit: limit, usesNative: !budget.noNative,
        showsProgress: progress == .auto && Console.isTerminal(.standardError),
        ink: colour.ink(for: .standardError)
      ).run(jobs)
    }
  }
}
