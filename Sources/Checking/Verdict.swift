/// What is known of one claim.
///
/// Only `proved`, `explored` and `reached` count as holding.
package enum Verdict: Hashable, Sendable {
  /// Every reachable state was visited and none violates the claim.
  case explored
  /// An inductive invariant excludes every violation; its certificate was checked by a fresh solver.
  case proved(Certificate)
  /// A cover was reached; the trace is its witness, and was replayed.
  case reached(Trace)
  /// The claim is wrong; the trace was replayed. A cover that no reachable state satisfies has no trace.
  case violated(Trace?)
  /// No violation among all states at most `depth` firings away from a start state.
  case bounded(depth: Int, reason: String)
  case unknown(reason: String)

  package var kind: VerdictKind {
    switch self {
    case .explored: .explored
    case .proved: .proved
    case .reached: .reached
    case .violated: .violated
    case .bounded(let depth, _): .bounded(depth)
    case .unknown: .unknown
    }
  }

  /// The word used in `checks.yml` and `--expect`.
  package var word: String { kind.word }

  /// The word for people, with what a proof is for beyond the model at hand.
  package var fullWord: String {
    guard case .proved(let certificate) = self, let quantity = certificate.everySize?.quantity else {
      return word
    }
    return "\(word) for every \(quantity)"
  }

  /// For what would hold if nothing happened behind the steps that fail.
  package static func unknown(behindFailedSteps count: UInt64) -> Verdict {
    .unknown(reason: reason(behindFailedSteps: count))
  }

  /// Why nothing is said of what comes after them.
  package static func reason(behindFailedSteps count: UInt64) -> String {
    count == 1
      ? "1 failing step hides what comes after it" : "\(count) failing steps hide what comes after them"
  }

  package var holds: Bool { kind.holds }

  package var trace: Trace? {
    switch self {
    case .reached(let trace): trace
    case .violated(let trace): trace
    case .explored, .proved, .bounded, .unknown: nil
    }
  }
}
