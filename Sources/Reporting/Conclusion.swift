package import Checking
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
    }
  }
}

extension CheckedModel {
  package func conclusion(isStrict: Bool) -> Conclusion {
    var worst =
      unexpectedVacuity.isEmpty || !(isStrict || expectations.isComplete) ? Conclusion.holds : .violated
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

  /// What the exploration never exercised without being listed, and what it did although it was listed; one clause each.
  package var unexpectedVacuity: [String] {
    let vacuity = vacuity
    let (neverFired, fired) = (Set(vacuity.neverFired), Set(vacuity.fired))
    let (vacuous, meant) = (Set(vacuity.vacuous), Set(vacuity.meant))
    let proved = vacuity.isProved ? " (proved)" : ""
    var clauses: [String] = []
    for rule in system.ruleIDs {
      let name = "rule \"\(system[rule].name)\""
      let isListed = expectations.neverFired.contains(rule)
      if neverFired.contains(rule), !isListed { clauses.append("\(name) never fires\(proved)") }
      if fired.contains(rule), isListed {
        clauses.append("\(name) fires, but is listed under `never-fires`")
      }
    }
    for property in system.propertyIDs {
      let name = "\"\(system[property].name)\""
      let isListed = expectations.vacuous.contains(property)
      if vacuous.contains(property), !isListed {
        clauses.append("\(name) holds vacuously: its premise is never true\(proved)")
      }
      if meant.contains(property), isListed {
        clauses.append("\(name) is not vacuous, but is listed under `vacuous`")
      }
    }
    return clauses
  }
}
