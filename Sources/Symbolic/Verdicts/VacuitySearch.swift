import Checking
import Encoding
import ModelIR
import Z3

/// Which rules never fire, and which proved invariants have a premise that is never true, as far as the certificates tell.
struct VacuitySearch {
  let problem: SafetyProblem
  let blackboard: Blackboard
  let task: CheckTask

  func statistics(of findings: [CheckResult.Finding]) -> Statistics {
    var statistics = Statistics()
    for step in findings.compactMap(\.verdict.trace).flatMap(\.steps) {
      if case .rule(let rule) = step.firing.subject { statistics.rulesSeenFiring.insert(rule) }
    }
    // What a solver cannot tell is not known, nor what lies behind steps that fail.
    guard ProvedSteps(problem: problem, depths: blackboard.depth).open(findings, of: task).isEmpty else {
      return statistics
    }
    var certificates: [Certificate] = []
    var proved: [PropertyID] = []
    for finding in findings {
      guard case .proved(let certificate) = finding.verdict else { continue }
      if !certificates.contains(certificate) { certificates.append(certificate) }
      if case .property(let id) = finding.claim { proved.append(id) }
    }
    for certificate in certificates.isEmpty ? [nil] : certificates.map(Optional.some) {
      guard !isOver,
        let questions = try? VacuityQuestions(problem.encoding, certificate),
        var search = try? ImpossibilitySearch(assuming: questions.assumption)
      else { continue }
      questions.answer(&statistics, proved: proved) { condition in
        !isOver && search.isImpossible(condition)
      }
    }
    return statistics
  }

  private var isOver: Bool { blackboard.isCancelled || blackboard.isConcluded }
}
