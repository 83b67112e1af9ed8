package import Checking
import Checks
package import ModelIR

/// Claims for which all states are visited again.
extension ClaimCheck {
  func exploration(_ claimed: [Claimed], _ open: [Claim]) async throws(EngineFailure) -> Outcome {
    var task = task
    // What an exploration never exercises is known if it is one of all claims.
    if !form.isCounted { task.claims = open }
    task.digestsStates = true
    var outcome = Outcome(objections: [])
    for (number, engine) in engines.enumerated() {
      let result: CheckResult
      do throws(EngineFailure) {
        result = try await engine.check(task, observer: observer)
      } catch {
        // The mistake of one compiler is not the next one's.
        guard error.kind == .disagreement, number < engines.count - 1 else { throw error }
        continue
      }
      outcome.objections = objections(to: result, claimed, open)
      outcome.vacuity = form.isCounted ? Vacuity(result, of: system) : nil
      if outcome.objections.isEmpty { break }
    }
    return outcome
  }

  private func objections(
    to result: CheckResult, _ claimed: [Claimed], _ open: [Claim]
  ) -> [Objection] {
    var objections: [Objection] = []
    for (claim, claimed) in claimed where open.contains(claim) {
      guard let verdict = result.findings.first(where: { $0.claim == claim })?.verdict else {
        objections.append(Objection("`\(claimed.claim)` has no verdict by the exploration"))
        continue
      }
      if verdict.kind != claimed.verdict {
        objections.append(Objection("`\(claimed.claim)` is \(verdict.word), not \(claimed.verdict.word)"))
      } else if form.keepsRun(of: claim, in: system), verdict.trace != nil, claimed.evidence == .exploration {
        objections.append(
          Objection("`\(claimed.claim)`: the run is missing that shows that it is \(verdict.word)"))
      }
    }
    guard result.statistics.exploration != combination.exploration else { return objections }
    return objections + [difference(result.statistics.exploration, combination.exploration)]
  }

  private func difference(_ found: ProofClaim.Exploration?, _ claimed: ProofClaim.Exploration?) -> Objection {
    guard let found else { return Objection("`exploration`: not all states were visited") }
    guard let claimed else { return Objection("`exploration` is missing: there are \(found.states) states") }
    if found.states != claimed.states {
      return Objection("`states`: there are \(found.states) states, not \(claimed.states)")
    }
    guard found.firings.count == claimed.firings.count else {
      return Objection("`firings`: there are \(found.firings.count) rules, not \(claimed.firings.count)")
    }
    for (rule, counts) in zip(system.rules, zip(found.firings, claimed.firings)) where counts.0 != counts.1 {
      return Objection("`firings`: `\(rule.name)` fires \(counts.0) times, not \(counts.1)")
    }
    if found.failedSteps != claimed.failedSteps {
      return Objection("`failedSteps`: \(found.failedSteps) steps fail, not \(claimed.failedSteps)")
    }
    return Objection("`digest`: it is not the same set of states")
  }
}

extension ProofVerdict {
  /// Whether states must be visited again; `unknown` claims nothing, and what is proved has a certificate.
  ///
  /// That a run from somewhere on never comes to a liveness property says the run; that no other does, an exploration, and
  /// what lies behind steps that fail too.
  package func restsOnExploration(of claim: Claim, in system: TransitionSystem) -> Bool {
    claim.isAboutRuns(in: system)
      || evidence == .exploration && verdict != .unknown && verdict != .proved
  }
}

extension Statistics {
  /// What a claim says about an exploration; nil if it was not finished.
  package var exploration: ProofClaim.Exploration? {
    stateDigest.map {
      ProofClaim.Exploration(states: states, firings: firingsPerRule, failedSteps: failedSteps, digest: $0)
    }
  }
}
