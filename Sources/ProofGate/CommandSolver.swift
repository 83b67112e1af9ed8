import Checking
import Diagnostics
package import Encoding
import Foundation
import Processes

/// Somebody else's SMT solver: a command that is given the name of a script and prints `sat` or `unsat`.
package struct CommandSolver: ScriptSolver {
  package let name: String
  /// The program and what it is given before the name of the script.
  package let command: [String]
  /// Only against scripts that would take for ever, in seconds.
  private static let patience = 300

  /// `cvc5` and `bitwuzla` are also found as Python packages, if there is no such program.
  package init(_ command: String) {
    name = command.visible
    if let program = Self.pythonPackages[command], ProgramFile.path(of: command) == nil {
      self.command = ["python3", "-c", program]
    } else {
      self.command = command.split(separator: " ").map(String.init)
    }
  }

  /// Of a Python package it is not known which files belong to it.
  package var identity: String? { command.contains("-c") ? nil : SolverIdentity.text(of: command) }

  /// The packages of PyPI have no program, only a parser.
  private static let pythonPackages = [
    "cvc5": """
    import cvc5, sys
    solver = cvc5.Solver()
    manager = cvc5.SymbolManager(solver)
    parser = cvc5.InputParser(solver, manager)
    parser.setFileInput(cvc5.InputLanguage.SMT_LIB_2_6, sys.argv[1])
    while not parser.done():
      command = parser.nextCommand()
      if command.isNull(): break
      sys.stdout.write(command.invoke(solver, manager))
    """,
    "bitwuzla": """
    import bitwuzla, sys
    bitwuzla.Parser(bitwuzla.TermManager(), bitwuzla.Options()).parse(sys.argv[1])
    """,
  ]

  /// All in one file, each forgotten before the next: many are quick, and a program takes time to start.
  package func answers(
    to questions: [CertificateScripts.Part], isCancelled: @escaping @Sendable () -> Bool
  ) async -> [ScriptAnswer] {
    do {
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      let file = folder.url.appending(path: "script.smt2")
      guard let text = await text(of: questions, isCancelled) else {
        return questions.map { _ in .unknown("interrupted") }
      }
      try Data(text.utf8).write(to: file)
      let (lines, ending) = try await run(file, isCancelled)
      let answers = lines.compactMap { Self.words[$0] }
      guard answers.count <= questions.count else {
        return questions.map { _ in .unknown("it answers more than it is asked") }
      }
      return questions.indices.map { $0 < answers.count ? answers[$0] : .unknown(ending) }
    } catch {
      return questions.map { _ in .unknown("it cannot be run: \(error.localizedDescription)") }
    }
  }

  private func text(
    of questions: [CertificateScripts.Part], _ isCancelled: @escaping @Sendable () -> Bool
  ) async -> String? {
    await onDeepStack(patience: .zero, after: isCancelled) {
      questions.map(\.script.text).joined(separator: "(reset)\n")
    }
  }

  private static let words: [Substring: ScriptAnswer] = [
    "unsat": .unsatisfiable, "sat": .satisfiable, "unknown": .unknown("it says `unknown`"),
  ]

  /// What it prints, and why there is no more.
  private func run(
    _ file: URL, _ isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> (lines: [Substring], ending: String) {
    let process = ChildProcess(
      command + [file.path], timeout: .seconds(Self.patience), isCancelled: isCancelled)
    guard let outcome = try? await process.run() else { return ([], "there is no such command") }
    let ending =
      switch outcome.ending {
      case .tookTooLong: "it takes more than \(Self.patience) seconds"
      case .cancelled: "interrupted"
      case .printedTooMuch: "it prints without end"
      case .exited(126), .exited(127): "there is no such command"
      case .exited(let code): "it does not answer `sat` or `unsat`, exit code \(code)"
      case .signalled(let signal): "it does not answer `sat` or `unsat`, but ends with signal \(signal)"
      }
    let lines = outcome.output.split(separator: "\n")
    // What stands beside an error may be the answer to another question.
    return (lines.contains { $0.hasPrefix("(error") } ? [] : lines, ending)
  }
}
