/// Whatever answers SMT-LIB scripts: a solver in this process, or somebody else's program.
package protocol ScriptSolver: Sendable {
  var name: String { get }

  func answer(to script: String, logic: String) async -> ScriptAnswer
}

package enum ScriptAnswer: Hashable, Sendable {
  case unsatisfiable, satisfiable
  /// There is none, and why.
  case unknown(String)
}
