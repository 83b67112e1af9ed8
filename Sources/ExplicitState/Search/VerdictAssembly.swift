import Checking
import ModelIR

/// Derives the verdict of each claim from what the search knows at its end.
struct VerdictAssembly {
  let task: CheckTask
  let ending: Exploration.Ending
  /// The greatest depth whose states were all checked; -1 if there is none.
  let checkedDepth: Int
  let ledger: FindingLedger
  /// What start states decide.
  let starts: [Claim: Evidence]
  /// Of violated `leadsto` properties.
  let lassos: [Claim: Lasso]
  /// Liveness and `leadsto` properties that could not be decided, and why.
  let undecided: [PropertyID: String]
  /// Steps behind which something is that was not visited.
  let openSteps: UInt64
  /// Whether states were left out, so that depths say nothing.
  let isReduced: Bool
  /// What may fail, and was not evaluated.
  var unevaluated: [UnevaluatedCondition] = []
  let reconstruction: TraceReconstruction
  let watch: Watch

  private var system: TransitionSystem { task.system }

  /// The findings in the order of the claims, and what is to be said of them.
  func findings() throws(EngineFailure) -> (findings: [CheckResult.Finding], notes: [Note]) {
    var findings: [CheckResult.Finding] = []
    var notes: [Note] = []
    for claim in task.claims {
      let decided = try decided(claim)
      findings.append(.init(claim: claim, verdict: verdict(of: claim, decided)))
      if case .confirmed(let confirmed) = decided, let sequel = confirmed.sequel, !sequel.isComplete {
        let text =
          "that \"\(claim.name(in: system))\" can never hold again is what the search found; the interpreter looked "
          + "at the first \(sequel.states) states only that can follow"
        notes.append(Note(text))
      }
    }
    return (findings, notes)
  }

  /// What decides a claim.
  private enum Decision {
    case nothing
    /// As the interpreter sees it.
    case confirmed(Confirmation.Confirmed)
    /// It was found, and there was no time to repeat it: nothing is said of it.
    case unconfirmed
  }

  private func decided(_ claim: Claim) throws(EngineFailure) -> Decision {
    var evidence = starts[claim]
    if evidence == nil, let candidate = ledger.candidates[claim] {
      evidence = try reconstruction.evidence(for: candidate)
      if evidence == nil { return .unconfirmed }
    } else if evidence == nil, let lasso = lassos[claim] {
      evidence = try reconstruction.evidence(for: lasso)
      if evidence == nil { return .unconfirmed }
    }
    guard let evidence else { return .nothing }
    do throws(Unconfirmed) {
      let confirmation = Confirmation(system, deadlock: task.deadlock, stop: watch.conclusion.flag)
      let confirmed = try confirmation.confirm(evidence)
      return watch.conclusion.isRaised ? .unconfirmed : .confirmed(confirmed)
    } catch {
      if watch.conclusion.isRaised { return .unconfirmed }
      throw EngineFailure(
        .disagreement,
        "the search and the interpreter disagree about `\(claim.name(in: system))`: \(error.reason)")
    }
  }

  private func verdict(of claim: Claim, _ decision: Decision) -> Verdict {
    switch decision {
    case .nothing: break
    case .unconfirmed: return .unknown(reason: "\(endReason), before its trace was complete")
    case .confirmed(let confirmed):
      switch confirmed.trace.ending {
      case .reaches, .explains: return .reached(confirmed.trace)
      case .starves where openSteps > 0 && confirmed.canFail:
        return .unknown(behindFailedSteps: openSteps)
      case .violates, .fails, .guardFails, .deadlock, .starves: return .violated(confirmed.trace)
      }
    }
    if let doubt = unevaluated.lazy.compactMap({ $0.doubt(of: claim) }).first {
      return .unknown(reason: doubt)
    }
    guard case .property(let id) = claim else { return unviolated }
    switch system[id].kind {
    case .invariant, .assertion:
      if ledger.failedProperties.contains(UInt32(id.index)) {
        return .unknown(reason: "evaluating it fails in some reachable state")
      }
      return unviolated
    case .cover: return open ?? .violated(nil)
    case .liveness, .leadsTo: return undecided[id].map { .unknown(reason: $0) } ?? open ?? .explored
    case .assumption:
      return .unknown(reason: "an assumption restricts the model and is not checked")
    }
  }

  private var endReason: String {
    (watch.stopReason ?? .cancelled).sentence
  }

  private var unviolated: Verdict {
    // Behind a step that fails runs may be that are no longer.
    guard let reason, checkedDepth >= 0, !isReduced, openSteps == 0 else { return open ?? .explored }
    return .bounded(depth: checkedDepth, reason: reason)
  }

  /// What can be said of a claim that nothing decides, unless all there is was visited.
  private var open: Verdict? {
    let hidden = openSteps > 0 ? Verdict.reason(behindFailedSteps: openSteps) : nil
    let reasons = [reason, hidden].compactMap(\.self)
    return reasons.isEmpty ? nil : .unknown(reason: reasons.joined(separator: "; "))
  }

  /// Why not every reachable state was visited; nil if every one was.
  private var reason: String? {
    switch ending {
    case .complete: nil
    case .decided: "everything else was decided"
    case .stopped(let reason): reason.sentence
    case .orderMatters: "symmetric states have to be visited"
    }
  }
}
