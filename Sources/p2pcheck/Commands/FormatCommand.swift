import ArgumentParser
import Diagnostics
import Foundation
import Murphi

/// `p2pcheck format`: models in the house style.
struct FormatCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "format",
    abstract: "Indent models by their blocks, in place.",
    discussion: """
      White space at the beginning and the end of lines changes, and of several empty lines one is left. Line breaks \
      stay where they are, and what a model means stays the same. With - standard input is formatted to standard output.
      """)

  @Argument(help: ArgumentHelp("Murphi models, and files that they include.", valueName: "file"))
  var files: [String]

  @Flag(help: "Change nothing: name the files that would change, and exit with 1 if there are any.")
  var check = false

  @OptionGroup var colour: ColourOption

  func run() async throws {
    try await CommandFailure.report {
      var isRejected = false
      var changed: [String] = []
      for path in files {
        let source = SourceFile(name: path, bytes: try FileReading.bytes(of: path, as: "model"))
        let formatted = MurphiFrontEnd.format(source)
        guard let text = formatted.value else {
          isRejected = true
          show(formatted.diagnostics, in: source)
          continue
        }
        let isChanged = Array(text.utf8) != source.bytes
        if isChanged { changed.append(path) }
        if check { continue }
        if path == "-" {
          try Console.print(text)
        } else if isChanged {
          try FileWriting.write(text, to: path, as: "model")
        }
      }
      if check { try Console.print(changed) }
      return isRejected ? .rejected : check && !changed.isEmpty ? .violated : .success
    }
  }

  private func show(_ diagnostics: [Diagnostic], in source: SourceFile) {
    let errors = diagnostics.filter { $0.severity == .error }
    guard !errors.isEmpty else { return Console.warn("error: `\(source.name)` is no UTF-8") }
    DiagnosticOutput.show(errors, in: SourceMap(files: [source]), ink: colour.ink(for: .standardError))
  }
}
