package import Checking
package import ModelIR

/// A verdict as it is written in `checks.yml` and after `--expect`.
package enum ExpectedVerdict: Hashable, Sendable {
  /// `explored`, `proved` or `reached`.
  case holds
  case exactly(VerdictKind)

  /// Reads `holds`, or the word of a verdict.
  package init?(_ text: String) {
    if text == "holds" {
      self = .holds
    } else if let kind = VerdictKind(text) {
      self = .exactly(kind)
    } else {
      return nil
    }
  }

  package var word: String {
    switch self {
    case .holds: "holds"
    case .exactly(let kind): kind.word
    }
  }

  package func matches(_ verdict: VerdictKind) -> Bool {
    switch self {
    case .holds: verdict.holds
    case .exactly(let kind): kind == verdict
    }
  }
}

/// What is expected of a model: by a check of all claims and of vacuity, by `--expect` of some claims, by the model's own
/// needs of what they are about.
package struct Expectations: Hashable, Sendable {
  /// True for a check: whatever is not listed must hold, and vacuity must be as listed.
  package var isComplete: Bool
  package var verdicts: [Claim: ExpectedVerdict]
  package var neverFired: Set<RuleID>
  package var vacuous: Set<PropertyID>
  /// True for a combination of a sweep: vacuity is judged of all combinations together.
  package var isOfCombination = false

  package init(
    isComplete: Bool = false, verdicts: [Claim: ExpectedVerdict] = [:], neverFired: Set<RuleID> = [],
    vacuous: Set<PropertyID> = []
  ) {
    self.isComplete = isComplete
    self.verdicts = verdicts
    self.neverFired = neverFired
    self.vacuous = vacuous
  }

  /// What the model says itself: what it needs and does not have never happens.
  package init(isComplete: Bool, of system: TransitionSystem) {
    self.init(
      isComplete: isComplete, neverFired: Set(system.ruleIDs.filter { system[$0].need?.isMet == false }))
    for property in system.propertyIDs where system[property].need?.isMet == false {
      switch system[property].kind {
      case .cover: if isComplete { verdicts[.property(property)] = .exactly(.violated) }
      case .invariant, .assertion, .assumption, .liveness, .leadsTo: vacuous.insert(property)
      }
    }
  }

  /// True if there is something to compare with.
  package var isEmpty: Bool { !isComplete && verdicts.isEmpty }

  /// Whether a verdict is the expected one; nil if nothing is expected of the claim.
  package func isMet(by verdict: VerdictKind, of claim: Claim) -> Bool? {
    if let expected = verdicts[claim] { return expected.matches(verdict) }
    return isComplete ? verdict.holds : nil
  }

  package func isMet(by verdict: Verdict, of claim: Claim) -> Bool? { isMet(by: verdict.kind, of: claim) }

  /// The verdict a claim should have, in a word.
  package func word(for claim: Claim) -> String? {
    verdicts[claim]?.word ?? (isComplete ? "holds" : nil)
  }

  /// The verdict a claim should have, in a clause.
  package func clause(for claim: Claim) -> String? {
    guard let expected = verdicts[claim], expected != .holds else {
      return verdicts[claim] == .holds || isComplete ? "should hold" : nil
    }
    return "should be `\(expected.word)`"
  }
}
