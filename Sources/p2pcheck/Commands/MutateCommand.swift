import ArgumentParser
import Checks
import Foundation

/// `p2pcheck mutate`: whether the properties notice small changes of the model.
struct MutateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mutate",
    abstract: "Change models in small ways and show which changes no property notices.",
    discussion: """
      Drops or flips one condition, statement or sum at a time, and explores each mutant. A mutant is noticed if some \
      property has another verdict than in the model, or other rules never fire. Models that share a file share its \
      mutants: one that notices is enough. Without a model, the checks of \
      Models/checks.yml that explore are taken.

      Exit codes: 0 every mutant is noticed, changes nothing or is explained, 1 some survive, 3 some are undecided.
      """)

  @OptionGroup var selection: JobSelection

  @Option(help: ArgumentHelp("Take this many mutants of each model, evenly spread.", valueName: "n"))
  var limit: Int?

  @Option(help: "The report on standard output: text or json.")
  var format = ReportFormat.text

  @Option(
    help: ArgumentHelp(
      "Write a page to this folder: what survives, what explains it, and what notices the others.",
      valueName: "dir"), transform: PathArgument.nonEmpty)
  var html: String?

  @OptionGroup var progress: ProgressOption

  @OptionGroup var colour: ColourOption

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("'--limit' must be positive.") }
    let model = selection.model
    let useless = [
      "--checkpoint", "--checkpoint-interval", "--resume", "--disk", "--stop-at-first", "--expect",
    ]
    if let option = useless.first(where: model.given.contains) {
      throw ValidationError("'\(option)' means nothing to mutants.")
    }
    if model.engine == .prove { throw ValidationError("mutants are explored; '--engine prove' cannot be.") }
  }

  func run() async throws {
    let session = Session(selection.budget)
    try await CommandFailure.report {
      let ink = colour.ink(for: .standardError)
      guard let jobs = try selection.jobs(ink: ink) else { return .rejected }
      var report = MutationReport(
        limit: limit, format: format,
        page: try html.map { path throws(FileFailure) in try MutantFolder(path) },
        progress: progress.form(), ink: ink, session: session)
      return try await report.run(
        jobs.filter { $0.engine != .prove && ($0.check == nil || $0.swept.isEmpty) })
    }
  }
}
