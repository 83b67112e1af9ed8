import Checking
import ModelIR

/// Derives the verdict of each claim from what the search knows at its end.
struct VerdictAssembly {
  let system: TransitionSystem
  let ending: Exploration.Ending
  /// The greatest depth whose states were all checked; -1 if there is none.
  let checkedDepth: Int
  let ledger: FindingLedger
  /// Traces that exist already: of start states.
  let traces: [Claim: Trace]
  /// Liveness properties that could not be decided, and why.
  let undecided: [PropertyID: String]
  let reconstruction: TraceReconstruction
  let watch: Watch

  func verdict(of claim: Claim) throws(EngineFailure) -> Verdict {
    var trace = traces[claim]
    if trace == nil, let candidate = ledger.candidates[claim] {
      trace = try reconstruction.trace(for: candidate)
      // Found but not repeated by the interpreter: nothing is said of it.
      if trace == nil { return .unknown(reason: "\(endReason), before its trace was complete") }
    }
    guard case .property(let id) = claim else {
      return trace.map { .violated($0) } ?? unviolated
    }
    switch system[id].kind {
    case .invariant, .assertion:
      if let trace { return .violated(trace) }
      if ledger.failedProperties.contains(UInt32(id.index)) {
        return .unknown(reason: "evaluating it fails in some reachable state")
      }
      return unviolated
    case .cover:
      if let trace { return .reached(trace) }
      return reason.map { .unknown(reason: $0) } ?? .violated(nil)
    case .liveness:
      if let trace { return .violated(trace) }
      return (reason ?? undecided[id]).map { .unknown(reason: $0) } ?? .explored
    case .assumption:
      return .unknown(reason: "an assumption restricts the model and is not checked")
    }
  }

  private var endReason: String {
    (watch.stopReason ?? .cancelled).sentence
  }

  private var unviolated: Verdict {
    guard let reason else { return .explored }
    return checkedDepth < 0 ? .unknown(reason: reason) : .bounded(depth: checkedDepth, reason: reason)
  }

  /// Why not every reachable state was visited; nil if every one was.
  private var reason: String? {
    switch ending {
    case .complete: nil
    case .decided: "everything else was decided"
    case .stopped(let reason): reason.sentence
    }
  }
}
