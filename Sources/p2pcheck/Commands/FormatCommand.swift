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
      var exitCode = ExitCode.success
      for path in files {
        do throws(FileFailure) {
          switch try format(path) {
          case .asItWas: break
          case .changed: if check, exitCode == .success { exitCode = .violated }
          case .rejected: if exitCode != .inputOutput { exitCode = .rejected }
          }
        } catch {
          Console.warn("error: " + error.message)
          exitCode = .inputOutput
        }
      }
      return exitCode
    }
  }

  private enum Outcome { case asItWas, changed, rejected }

  /// What is no file is not written to: a pipe's reader would have to be its writer.
  private func format(_ path: String) throws(FileFailure) -> Outcome {
    let isStandardInput = path == "-"
    if !check, !isStandardInput, let kind = FileKind(behind: path), kind != .file {
      throw FileFailure("cannot change the model `\(path)`: it is \(kind.description)")
    }
    let source = SourceFile(name: path, bytes: try FileReading.bytes(of: path, as: "model"))
    let formatted = MurphiFrontEnd.format(source)
    guard let text = formatted.value else {
      show(formatted.diagnostics, in: source)
      return .rejected
    }
    let data = Data(text.utf8)
    let isChanged = Array(data) != source.bytes
    if check {
      if isChanged { try Console.print([path]) }
    } else if isStandardInput {
      try Console.print(data)
    } else if isChanged {
      try FileWriting.edit(path, to: data, as: "model")
    }
    return isChanged ? .changed : .asItWas
  }

  private func show(_ diagnostics: [Diagnostic], in source: SourceFile) {
    let errors = diagnostics.filter { $0.severity == .error }
    guard !errors.isEmpty else { return Console.warn("error: `\(source.name)` is no UTF-8") }
    DiagnosticOutput.show(errors, in: SourceMap(files: [source]), ink: colour.ink(for: .standardError))
  }
}
