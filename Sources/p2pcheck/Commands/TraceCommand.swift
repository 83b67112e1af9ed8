import ArgumentParser
import Checking
import Foundation
import Reporting

/// `p2pcheck trace`: shows a saved trace and, if its model is at hand, replays it.
struct TraceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Show a saved counterexample or witness; replay it if its model is found and unchanged.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    /// For a terminal.
    case text
    /// The Informal Trace Format, as the file has it.
    case itf
    /// A page for a browser.
    case html
    /// A Mermaid sequence diagram.
    case mermaid
    /// A chain of states for Graphviz.
    case dot
    /// A C program that makes the same system calls.
    case kselftest
  }

  @Argument(help: ArgumentHelp("A trace file that 'verify --trace-dir' wrote.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("The model, if it is not where the trace says.", valueName: "file"))
  var model: String?

  @Option(help: "The form: text, itf, html, mermaid, dot or kselftest.")
  var format = Format.text

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"))
  var output: String?

  @OptionGroup var colour: ColourOption

  func run() async throws {
    try await CommandFailure.report {
      let document: TraceDocument
      do {
        document = try ITFReader.read(try FileReading.bytes(of: file, as: "trace"))
      } catch let error as TraceFileError {
        throw FileFailure("cannot read the trace `\(file)`: \(error.message)")
      }
      let replay = SavedReplay.replay(document, model: model)
      var lines: [String] = []
      switch format {
      case .text:
        let ink = output == nil ? colour.ink(for: .standardOutput) : Ink(isColoured: false)
        lines = TraceText.lines(of: document, ink: ink) + ["", replay.text]
      case .itf:
        lines = [String(JSONWriter.text(of: ITFWriter.json(of: document)).dropLast())]
        Console.warn(replay.text)
      case .html:
        lines = [String(HTMLTrace.text(of: document, sources: replay.sources).dropLast())]
        Console.warn(replay.text)
      case .mermaid:
        lines = MermaidTrace.lines(of: document)
        Console.warn(replay.text)
      case .dot:
        lines = DOTTrace.lines(of: document)
        Console.warn(replay.text)
      case .kselftest:
        do {
          lines = [String(try KselftestTrace.text(of: document).dropLast())]
        } catch let error as NothingToReproduce {
          throw UsageFailure(error.message)
        }
        Console.warn(replay.text)
      }
      if let output {
        try FileWriting.write(lines.map { $0 + "\n" }.joined(), to: output, as: "trace")
      } else {
        try Console.print(lines)
      }
      return replay.isRefuted ? .violated : .success
    }
  }
}
