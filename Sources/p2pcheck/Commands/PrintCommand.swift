import ArgumentParser
import ExplicitState
import Foundation
import Murphi
import Reporting

/// `p2pcheck print`: the model as it is understood, in one of several forms.
struct PrintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "print",
    abstract: "Print a model as plain Murphi, as the transition system, or as generated C.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    /// One file without inclusions and settings, for any Murphi tool.
    case murphi
    /// The transition system.
    case ir
    /// The compiled successor function.
    case c
  }

  @Argument(help: ArgumentHelp("A Murphi model.", valueName: "model"))
  var model: String

  @Option(help: "The form: murphi, ir or c.")
  var format = Format.murphi

  @Option(
    name: .customLong("set"), help: ArgumentHelp("Set a constant of the model.", valueName: "name=value"))
  var settings: [ConstantSetting] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"))
  var output: String?

  @OptionGroup var colour: ColourOption

  func run() async throws {
    try await CommandFailure.report {
      let loaded = try ModelLoader.load(model, settings: settings)
      DiagnosticOutput.show(loaded.diagnostics, in: loaded.sources, ink: colour.ink(for: .standardError))
      guard let system = loaded.system else { return .rejected }
      let text =
        switch format {
        case .murphi: MurphiFrontEnd.print(loaded.program)
        case .ir: SystemText.text(of: system)
        case .c: try await ExplicitEngine.generatedC(for: system, symmetry: true)
        }
      if let output {
        try FileWriting.write(text, to: output, as: "model")
      } else {
        try Console.print(text)
      }
      return .success
    }
  }
}
