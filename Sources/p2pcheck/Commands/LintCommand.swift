import ArgumentParser
import Diagnostics
import Foundation
import ModelIR
import Reporting
import Wording

/// `p2pcheck lint`: diagnostics and warnings without a check.
struct LintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Show everything that is wrong or suspicious in a model, without checking it.")

  @Argument(help: ArgumentHelp("A Murphi model.", valueName: "model"))
  var model: String

  @Option(
    name: .customLong("set"), help: ArgumentHelp("Set a constant of the model.", valueName: "name=value"))
  var settings: [ConstantSetting] = []

  @OptionGroup var colour: ColourOption

  func run() async throws {
    try await CommandFailure.report {
      let loaded = try ModelLoader.load(model, settings: settings)
      DiagnosticOutput.show(loaded.diagnostics, in: loaded.sources, ink: colour.ink(for: .standardError))
      let errors = loaded.diagnostics.count { $0.severity == .error }
      let warnings = loaded.diagnostics.count { $0.severity == .warning }
      try Console.print(["\(Quantity.count(errors, "error")), \(Quantity.count(warnings, "warning"))"])
      return errors > 0 ? .rejected : .success
    }
  }
}
