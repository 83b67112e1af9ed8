import ArgumentParser
import ExplicitState
import Foundation
import Murphi
import Reporting
import Symbolic

/// `p2pcheck print`: the model as it is understood, in one of several forms.
struct PrintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "print",
    abstract: "Print a model as plain Murphi, as the transition system, as generated C, or as SMT-LIB.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    /// One file without inclusions and settings, for any Murphi tool.
    case murphi
    /// The transition system.
    case ir
    /// The compiled successor function.
    case c
    /// Constrained Horn clauses, for solvers such as Spacer.
    case smt2
    /// VMT-LIB, for symbolic model checkers.
    case vmt
  }

  @Argument(help: ArgumentHelp("A Murphi model.", valueName: "model"))
  var model: String

  @Option(help: "The form: murphi, ir, c, smt2 or vmt.")
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
        case .smt2: try await SymbolicEngine.hornClauses(for: system)
        case .vmt: try await SymbolicEngine.vmt(for: system)
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
