import Foundation
import ProofGate

/// Somebody else's SMT solver: a command that is given the name of a script and prints `sat` or `unsat`.
struct CommandSolver: ScriptSolver {
  let name: String
  private let words: [String]
  /// Only against scripts that would take for ever, in seconds.
  private static let patience = 300

  init(_ command: String) {
    name = command
    words = command.split(separator: " ").map(String.init)
  }

  func answer(to script: String, logic: String) async -> ScriptAnswer {
    let folder = FileManager.default.temporaryDirectory.appending(path: "p2pcheck-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let file = folder.appending(path: "script.smt2")
      try Data(script.utf8).write(to: file)
      return try await run(file)
    } catch {
      return .unknown("it cannot be run: \(SystemReason.text(of: error))")
    }
  }

  private func run(_ file: URL) async throws -> ScriptAnswer {
    let output = file.appendingPathExtension("out")
    try Data().write(to: output)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["timeout", "\(Self.patience)"] + words + [file.path]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = FileHandle.nullDevice
    let (ends, end) = AsyncStream<Void>.makeStream()
    process.terminationHandler = { _ in end.finish() }
    try process.run()
    for await _ in ends {}
    let lines = String(decoding: try Data(contentsOf: output), as: UTF8.self).split(separator: "\n")
    switch (process.terminationStatus, lines.last) {
    case (0, "unsat"): return .unsatisfiable
    case (_, "sat"): return .satisfiable
    case (124, _): return .unknown("it takes more than \(Self.patience) seconds")
    case (127, _), (126, _): return .unknown("there is no such command")
    default: return .unknown("it does not answer `sat` or `unsat`, exit code \(process.terminationStatus)")
    }
  }
}
