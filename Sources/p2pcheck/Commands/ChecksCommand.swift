import ArgumentParser
import Checks
import Foundation
import OrderedJSON
import Reporting

/// `p2pcheck checks`: what is expected of what, without checking it.
struct ChecksCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checks",
    abstract: "List the checks of Models/checks.yml and what each expects, families and needs included.")

  @Option(
    name: .customLong("check"), help: ArgumentHelp("List only this check; may be repeated.", valueName: "id"))
  var checks: [String] = []

  @Option(help: "How to list them: text, or JSON for programs.")
  var format = ReportFormat.text

  @OptionGroup var colour: ColourOption

  func run() async throws {
    try await CommandFailure.report {
      let errorInk = colour.ink(for: .standardError)
      guard let file = try ChecksFile.load(try ChecksFile.find(), ink: errorInk) else { return .rejected }
      let wanted = try file.checks(named: checks)
      let unlimited = try BudgetOptions.parse([])
      let resolved = try wanted.compactMap { try ResolvedCheck($0, budget: unlimited, ink: errorInk) }
      switch format {
      case .text:
        let ink = colour.ink(for: .standardOutput)
        try Console.print(resolved.flatMap { $0.lines(ink: ink) })
      case .json: try Console.print(JSONWriter.text(of: ResolvedCheck.json(of: resolved)))
      }
      return resolved.count == wanted.count ? .success : .rejected
    }
  }
}
