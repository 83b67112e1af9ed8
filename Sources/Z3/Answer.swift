package import Encoding

/// What a solver says of the formulas it was given.
package enum Answer: Hashable, Sendable {
  case satisfiable
  /// With assumptions that suffice for the contradiction; not always the fewest.
  case unsatisfiable(core: [Term])
  /// A limit, an interruption, or a theory that Z3 does not decide.
  case unknown(reason: String)

  package var isSatisfiable: Bool { self == .satisfiable }

  package var isUnsatisfiable: Bool {
    if case .unsatisfiable = self { true } else { false }
  }
}

/// How far a check may go; nil is without limit.
package struct SolverLimits: Hashable, Sendable {
  package var milliseconds: UInt32?
  /// Z3's own count of elementary steps, the same on every machine: 2 to 3 million of them take a second.
  package var steps: UInt32?

  package init(milliseconds: UInt32? = nil, steps: UInt32? = nil) {
    self.milliseconds = milliseconds
    self.steps = steps
  }

  package static let none = SolverLimits()
}

/// Which of Z3's solvers does the work.
package enum SolverKind: Hashable, Sendable {
  /// Z3's choice: tactics for a single question, the incremental core for more.
  case general
  /// The incremental core from the start.
  case incremental
  /// Z3's choice for an SMT-LIB logic. `HORN` is Spacer: it answers satisfiable if the clauses have a solution.
  case logic(String)
  /// Tactics, one after the other, their names separated by single spaces; each question is answered from scratch.
  case tactics(String)

  /// For one question in a logic.
  ///
  /// Of plain bit-vectors: what Z3 does by itself for them, without the rewriting that shares sums, which makes
  /// comparisons of addresses ten times slower.
  package static func single(in logic: String) -> SolverKind {
    logic == "QF_BV" ? .tactics("simplify solve-eqs bit-blast sat") : .logic(logic)
  }
}
