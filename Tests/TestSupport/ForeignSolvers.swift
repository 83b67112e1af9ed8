import Foundation
import ProofGate

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
      ForeignSolver(name: "cvc5", command: CommandSolver("cvc5").command),
      ForeignSolver(name: "bitwuzla", command: CommandSolver("bitwuzla").command),
    ]
    return known.filter { solver in
      guard wanted?.contains(solver.name) ?? true else { return false }
      return (try? solver.ask("(set-logic QF_BV)\n(check-sat)\n")) == .satisfiable
    }
  }()

  package func ask(_ script: String, seconds: Int = 600) throws -> Answer {
    let answer = try ForeignTool.inScratch { folder in
      let file = folder.appending(path: "script.smt2")
      try script.write(to: file, atomically: true, encoding: .utf8)
      return try ForeignTool("env")?.run(command + [file.path], in: folder, seconds: seconds)
    }
    guard let answer else { return .failed("there is no env") }
    let text = answer.output + answer.errors
    // 124: the time was up.
    if answer.status == 124 { return .unknown }
    guard answer.status == 0, !text.contains("error") else { return .failed(text) }
    switch text.split(separator: "\n").last {
    case "sat": return .satisfiable
    case "unsat": return .unsatisfiable
    case "unknown": return .unknown
    default: return .failed(text)
    }
  }
}
