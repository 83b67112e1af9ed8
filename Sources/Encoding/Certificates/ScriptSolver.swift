/// Whatever answers SMT-LIB scripts: a solver in this process, or somebody else's program.
package protocol ScriptSolver: Sendable {
  var name: String { get }
  /// What distinguishes it from every other solver, whatever that is called; nil if that is not known.
  var identity: String? { get }

  /// An answer for each, in order; `unknown` for all that are left once `isCancelled`.
  func answers(
    to questions: [CertificateScripts.Part], isCancelled: @escaping @Sendable () -> Bool
  ) async -> [ScriptAnswer]
}

package enum ScriptAnswer: Hashable, Sendable {
  case unsatisfiable, satisfiable
  /// There is none, and why.
  case unknown(String)
}
