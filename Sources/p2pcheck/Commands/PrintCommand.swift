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
      "Print a model as plain Murphi, as the transition system, as generated C, as SMT-LIB, as a circuit, or draw it."
  )

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
    /// BTOR2, for hardware model checkers of words.
    case btor2
    /// AIGER, for hardware model checkers of bits.
    case aiger
    /// The graph of all states, for Graphviz.
    case dot
  }

  @Argument(help: ArgumentHelp("A Murphi model.", valueName: "model"))
  var model: String

  @Option(help: "The form: murphi, ir, c, smt2, vmt, btor2, aiger or dot.")
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
    help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"),
    transform: PathArgument.nonEmpty)
  var output: String?

  @OptionGroup var colour: ColourOption

  func run() async throws {
    try await CommandFailure.report {
      let loaded = try ModelLoader.load(model, settings: settings)
      DiagnosticOutput.show(loaded.diagnostics, in: loaded.sources, ink: colour.ink(for: .standardError))
      guard let system = loaded.system else { return .rejected }
      let contents: Data
      do {
        contents = try await self.contents(of: system, loaded)
      } catch let failure as TooLargeToDraw {
        Console.warn("error: " + failure.message)
        return .inconclusive
      }
      if let output {
        try FileWriting.write(contents, to: output, as: "model")
      } else {
        try Console.print(contents)
      }
      return .success
    }
  }

  private func contents(of system: TransitionSystem, _ loaded: LoadedModel) async throws -> Data {
    switch format {
    case .murphi: Data(MurphiFrontEnd.print(loaded.program).utf8)
    case .ir: Data(SystemText.text(of: system).utf8)
    case .c: Data(try await ExplicitEngine.generatedC(for: system, symmetry: true).utf8)
    case .smt2: Data(try await SymbolicEngine.hornClauses(for: system).utf8)
    case .vmt: Data(try await SymbolicEngine.vmt(for: system).utf8)
    case .btor2: Data(try await SymbolicEngine.btor2(for: system).utf8)
    case .aiger: Data(try await SymbolicEngine.aiger(for: system))
    case .dot: Data(try graph(of: system).dot.utf8)
    }
  }

  private func graph(of system: TransitionSystem) throws -> StateGraph {
    try StateGraphSearch.graph(
      of: system, projection: project?.split(separator: ",").map(String.init) ?? [], nodeLimit: maxStates)
  }
}
