package import Checking
package import Checks
import ModelIR

/// What a report comes to; the executable turns it into an exit code.
package enum Conclusion: Int, Hashable, Sendable, Comparable {
  // In ascending gravity: of several models the gravest conclusion counts.
  case holds, inconclusive, violated, rejected, inputOutput, interrupted, internalError

  package static func < (left: Conclusion, right: Conclusion) -> Bool { left.rawValue < right.rawValue }
}

extension Conclusion {
  package init(_ failure: EngineFailure) {
    switch failure.kind {
    case .unsupported: self = .inconclusive
    case .inputOutput: self = .inputOutput
    case .disagreement: self = .internalError
    }
  }
}

extension Report {
  package var conclusion: Conclusion {
    let worst = entries.map { $0.conclusion(isStrict: isStrict) }.max() ?? .holds
    return isInterrupted ? max(worst, .interrupted) : worst
  }
}

extension ReportEntry {
  package func conclusion(isStrict: Bool) -> Conclusion {
    switch outcome {
    case .rejected: .rejected
    case .failed(let failure): Conclusion(failure)
    case .checked(let model): model.conclusion(isStrict: isStrict)
    case .swept(let sweep): sweep.conclusion(isStrict: isStrict)
    }
  }
}

extension CheckedModel {
  package func conclusion(isStrict: Bool) -> Conclusion {
    var worst =
      unexpectedVacuity.isEmpty || !isVacuityJudged(isStrict: isStrict) ? Conclusion.holds : .violated
    for finding in result.findings { worst = max(worst, conclusion(of: finding)) }
    return worst
  }

  private func conclusion(of finding: CheckResult.Finding) -> Conclusion {
    if let isMet = expectations.isMet(by: finding.verdict, of: finding.claim) {
      return isMet ? .holds : .violated
    }
    switch finding.verdict {
    case .explored, .proved, .reached: return .holds
    case .violated: return .violated
    case .bounded, .unknown: return .inconclusive
    }
  }

  /// True if every verdict is the expected one and vacuity is as the check lists it.
  package var isAsExpected: Bool { conclusion(isStrict: false) == .holds }

  /// What the exploration never exercised without being listed, and what it did although it was listed.
  ///
  /// Of a combination of a sweep nothing is said: some rules need other constants.
  package var unexpectedVacuity: [Vacuity.Surprise] {
    expectations.isOfCombination ? [] : exercised.surprises
  }

  var exercised: Exercised { Exercised(vacuity, expectations: expectations, system: system) }

  /// True if unexpected vacuity is a failure, not only worth a warning.
  package func isVacuityJudged(isStrict: Bool) -> Bool { isStrict || expectations.isComplete }
}

extension Sweep {
  package func conclusion(isStrict: Bool) -> Conclusion {
    let isVacuityFine = unexpectedVacuity.isEmpty || !(isStrict || isComplete)
    return combinations.map { $0.entry.conclusion(isStrict: isStrict) }
      .reduce(isVacuityFine ? .holds : .violated, max)
  }

  /// True for a check of `checks.yml`, which lists everything that is unexpected.
  package var isComplete: Bool { combinations.contains { $0.model?.expectations.isComplete == true } }
}
