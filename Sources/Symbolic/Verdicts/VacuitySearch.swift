import Checking
import Encoding
import ModelIR
import Z3

/// Which rules never fire, and which proved invariants have a premise that is never true, as far as the lemmas tell that
/// the strategies found.
struct VacuitySearch {
  let problem: SafetyProblem
  let blackboard: Blackboard
  let task: CheckTask
  /// About two seconds: warnings are not worth waiting for.
  private static let budget = StepBudget(5_000_000, perQuestion: 2_500_000)

  private var encoding: TransitionEncoding { problem.encoding }
  private var bank: TermBank { encoding.bank }

  func statistics(of findings: [CheckResult.Finding]) -> Statistics {
    var statistics = Statistics()
    for step in findings.compactMap(\.verdict.trace).flatMap(\.steps) {
      if case .rule(let rule) = step.firing.subject { statistics.rulesSeenFiring.insert(rule) }
    }
    // What a solver cannot tell is not known, nor what lies behind steps that fail.
    guard !isOver, ProvedSteps(problem: problem).open(findings, of: task).isEmpty,
      var search = try? Question(encoding, blackboard.lemmas)
    else {
      return statistics
    }
    func isImpossible(_ condition: Term) -> Bool {
      if condition.isFalse { return true }
      guard !isOver else { return false }
      return (try? search.isImpossible(condition)) ?? false
    }
    for (index, rule) in encoding.rules.enumerated() {
      let id = RuleID(index)
      guard !statistics.rulesSeenFiring.contains(id) else { continue }
      if isImpossible(bank.or([rule.isEnabled] + rule.failures.map(\.condition))) {
        statistics.rulesProvedSilent.append(id)
      }
    }
    for finding in findings {
      guard case .property(let id) = finding.claim, case .proved = finding.verdict,
        let premise = premise(of: id)
      else { continue }
      let isTrue = bank.or([premise.holds] + premise.failures.map(\.condition))
      if isImpossible(isTrue) { statistics.propertiesProvedVacuous.append(id) }
    }
    return statistics
  }

  private var isOver: Bool { blackboard.isCancelled || blackboard.isConcluded }

  /// The condition without which the property says nothing.
  private func premise(of id: PropertyID) -> EncodedProperty? {
    var property = encoding.system[id]
    guard let premise = property.premise else { return nil }
    property.condition = premise
    return try? Encoder(extending: encoding).encode(condition: property, of: "premise\(id.index)")
  }

  /// What may be true in a state that has all lemmas.
  private struct Question {
    private let solver: Solver
    private var budget = VacuitySearch.budget

    init(_ encoding: TransitionEncoding, _ lemmas: [Lemma]) throws(SolverError) {
      solver = try Solver(try Z3Context(), .incremental)
      try solver.add([encoding.ranges] + LemmaInstances(bank: encoding.bank).premises(lemmas, in: encoding))
    }

    mutating func isImpossible(_ condition: Term) throws(SolverError) -> Bool {
      try budget.spend(on: solver) { [solver] limits throws(SolverError) in
        solver.limits = limits
        return try solver.check(assuming: [condition])
      }.isUnsatisfiable
    }
  }
}
