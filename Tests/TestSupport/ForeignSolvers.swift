import Foundation

/// Other people's SMT solvers, asked through files.
package struct ForeignSolver: Sendable, CustomStringConvertible {
  /// What a solver prints last.
  package enum Answer: Hashable, Sendable {
    case satisfiable, unsatisfiable, unknown
    /// It refused the script; its output says why.
    case failed(String)
  }

  package let name: String
  private let command: [String]

  package var description: String { name }

  /// Those of z3, cvc5 and bitwuzla that this machine has; `SMT_SOLVERS` narrows the choice.
  package static let installed: [ForeignSolver] = {
    let wanted = ProcessInfo.processInfo.environment["SMT_SOLVERS"]?.split(separator: ",").map(String.init)
    let known = [
      ForeignSolver(name: "z3", command: ["z3", "-smt2"]),
      ForeignSolver(name: "cvc5", command: ["python3", "-c", cvc5]),
      ForeignSolver(name: "bitwuzla", command: ["python3", "-c", bitwuzla]),
    ]
    return known.filter { solver in
      guard wanted?.contains(solver.name) ?? true else { return false }
      return (try? solver.ask("(set-logic QF_BV)\n(check-sat)\n")) == .satisfiable
    }
  }()

  /// The packages have no program of their own, only a parser.
  private static let cvc5 = """
    import cvc5, sys
    solver = cvc5.Solver()
    manager = cvc5.SymbolManager(solver)
    parser = cvc5.InputParser(solver, manager)
    parser.setFileInput(cvc5.InputLanguage.SMT_LIB_2_6, sys.argv[1])
    while not parser.done():
      command = parser.nextCommand()
      if command.isNull(): break
      sys.stdout.write(command.invoke(solver, manager))
    """

  private static let bitwuzla = """
    import bitwuzla, sys
    parser = bitwuzla.Parser(bitwuzla.TermManager(), bitwuzla.Options())
    parser.parse(sys.argv[1])
    """

  package func ask(_ script: String, seconds: Int = 600) throws -> Answer {
    let folder = FileManager.default.temporaryDirectory.appending(path: "p2pcheck-smt-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "script.smt2")
    try script.write(to: file, atomically: true, encoding: .utf8)
    let output = folder.appending(path: "output")
    try Data().write(to: output)
    let handle = try FileHandle(forWritingTo: output)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["timeout", "\(seconds)"] + command + [file.path]
    process.standardOutput = handle
    process.standardError = handle
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try handle.close()
    let text = try String(contentsOf: output, encoding: .utf8)
    // 124: the time was up.
    if process.terminationStatus == 124 { return .unknown }
    guard process.terminationStatus == 0, !text.contains("error") else { return .failed(text) }
    switch text.split(separator: "\n").last {
    case "sat": return .satisfiable
    case "unsat": return .unsatisfiable
    case "unknown": return .unknown
    default: return .failed(text)
    }
  }
}
