import ArgumentParser
import ExplicitState
import Foundation
import ModelIR
import Murphi
import Reporting
import Symbolic

/// `p2pcheck print`: the model as it is understood, in one of several forms.
struct PrintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "print",
    abstract:
      "Print a model as plain Murphi, as the transition system, as generated C, as SMT-LIB, or draw it.")

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
    /// The graph of all states, for Graphviz.
    case dot
  }

  @Argument(help: ArgumentHelp("A Murphi model.", valueName: "model"))
  var model: String

  @Option(help: "The form: murphi, ir, c, smt2, vmt or dot.")
  var format = Format.murphi

  @Option(
    name: .customLong("set"), help: ArgumentHelp("Set a constant of the model.", valueName: "name=value"))
  var settings: [ConstantSetting] = []

  @Option(
    help: ArgumentHelp(
      "With dot: draw states that agree in these variables as one.", valueName: "variable,variable"))
  var project: String?

  @Option(help: ArgumentHelp("With dot: the most states to draw.", valueName: "n"))
  var maxStates = StateGraphSearch.mostNodes

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
      let text: String
      do {
        text = try await self.text(of: system, loaded)
      } catch let failure as TooLargeToDraw {
        Console.warn("error: " + failure.message)
        return .inconclusive
      }
      if let output {
        try FileWriting.write(text, to: output, as: "model")
      } else {
        try Console.print(text)
      }
      return .success
    }
  }

  private func text(of system: TransitionSystem, _ loaded: LoadedModel) async throws -> String {
    switch format {
    case .murphi: MurphiFrontEnd.print(loaded.program)
    case .ir: SystemText.text(of: system)
    case .c: try await ExplicitEngine.generatedC(for: system, symmetry: true)
    case .smt2: try await SymbolicEngine.hornClauses(for: system)
    case .vmt: try await SymbolicEngine.vmt(for: system)
    case .dot:
      try StateGraphSearch.graph(
        of: system, projection: project?.split(separator: ",").map(String.init) ?? [], nodeLimit: maxStates
      ).dot
    }
  }
}
