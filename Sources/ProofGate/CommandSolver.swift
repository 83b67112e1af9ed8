import Diagnostics
import Foundation

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
    if let program = Self.pythonPackages[command], SolverIdentity.path(of: command) == nil {
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
    to scripts: [Script], isCancelled: @escaping @Sendable () -> Bool
  ) async -> [ScriptAnswer] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "p2pcheck-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let file = folder.appending(path: "script.smt2")
      try Data(scripts.map(\.text).joined(separator: "(reset)\n").utf8).write(to: file)
      let (lines, ending) = try await run(file, isCancelled)
      let answers = lines.compactMap { Self.words[$0] }
      guard answers.count <= scripts.count else {
        return scripts.map { _ in .unknown("it answers more than it is asked") }
      }
      return scripts.indices.map { $0 < answers.count ? answers[$0] : .unknown(ending) }
    } catch {
      return scripts.map { _ in .unknown("it cannot be run: \(error.localizedDescription)") }
    }
  }

  private static let words: [Substring: ScriptAnswer] = [
    "unsat": .unsatisfiable, "sat": .satisfiable, "unknown": .unknown("it says `unknown`"),
  ]

  /// What it prints, and why there is no more.
  private func run(
    _ file: URL, _ isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> (lines: [Substring], ending: String) {
    let output = file.appendingPathExtension("out")
    try Data().write(to: output)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["timeout", "\(Self.patience)"] + command + [file.path]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = FileHandle.nullDevice
    let (ends, end) = AsyncStream<Void>.makeStream()
    process.terminationHandler = { _ in end.finish() }
    try process.run()
    let processID = process.processIdentifier
    let watch = Task {
      while (try? await Task.sleep(for: .milliseconds(100))) != nil {
        if isCancelled() { kill(processID, SIGTERM) }
      }
    }
    for await _ in ends {}
    watch.cancel()
    let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
    let ending =
      switch process.terminationStatus {
      case 124: "it takes more than \(Self.patience) seconds"
      case 126, 127: "there is no such command"
      case let code: "it does not answer `sat` or `unsat`, exit code \(code)"
      }
    let lines = text.split(separator: "\n")
    // What stands beside an error may be the answer to another question.
    return (lines.contains { $0.hasPrefix("(error") } ? [] : lines, ending)
  }
}
