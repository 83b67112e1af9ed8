import Checking
import Checks
import Diagnostics
import ModelIR
import Reporting
import Wording

/// A check with all that is expected of its model, wherever that is said.
struct ResolvedCheck {
  /// A claim that is checked, and the verdicts it should have.
  struct Claim {
    var name: String
    /// `invariant`, `cover`...; nil for the two that every model has.
    var kind: String?
    /// The last one has no patterns if it is about all other combinations.
    var cases: [Check.Expected.Case]
  }

  /// A rule that should never fire, or a property that should hold vacuously.
  struct Silence {
    var name: String
    /// The need of it that is not met; nil if the file of checks says it.
    var need: String?
  }

  let job: Job
  let check: Check
  let engine: String
  let claims: [Claim]
  let neverFires: [Silence]
  let vacuous: [Silence]

  /// Nil if the model, or what is said of it, is wrong, which has been shown then.
  init?(_ check: Check, budget: BudgetOptions, ink: Ink) throws {
    let job = Job(check, budget: budget)
    var all: [(values: [String], system: TransitionSystem, expectations: Expectations)] = []
    for combination in job.combinations {
      guard let subject = try GateSubject(combination, ink: ink) else { return nil }
      all.append((subject.values, subject.task.system, subject.expectations))
    }
    guard let first = all.first else { return nil }
    let system = first.system
    self.job = job
    self.check = check
    engine = EngineRegistry.name(for: job, anySize: try job.anySize(in: system), on: system)
    claims = try job.claims(in: system).map { claim in
      let name = claim.name(in: system)
      let words = all.map { (values: $0.values, verdict: $0.expectations.verdicts[claim] ?? .holds) }
      let written = check.expected.first { $0.property.name == name }
      return Claim(
        name: name, kind: claim.property.map { system[$0].kind.rawValue },
        cases: Self.cases(of: words, written: written, swept: job.swept))
    }
    neverFires = system.ruleIDs.filter { id in all.allSatisfy { $0.expectations.neverFired.contains(id) } }
      .map { Silence(name: system[$0].name, need: system[$0].need?.unmetText) }
    let checked = Set(try job.claims(in: system).compactMap(\.property))
    vacuous = system.propertyIDs
      .filter { id in checked.contains(id) && all.allSatisfy { $0.expectations.vacuous.contains(id) } }
      .map { Silence(name: system[$0].name, need: system[$0].need?.unmetText) }
  }

  /// As the file has them if it says them of what is swept; otherwise the shortest that say the same.
  private static func cases(
    of words: [(values: [String], verdict: ExpectedVerdict)], written: Check.Expected?,
    swept: [ConstantValues]
  ) -> [Check.Expected.Case] {
    let groups = Dictionary(grouping: words, by: \.verdict)
    if groups.count == 1, let verdict = groups.keys.first { return [.init(verdict: verdict, patterns: nil)] }
    func isSwept(_ condition: Check.Expected.Case.Condition) -> Bool {
      swept.contains {
        $0.name == condition.constant.name && Set(condition.values).isSubset(of: $0.values)
      }
    }
    if let written, written.conditions.allSatisfy(isSwept) {
      let cases = written.cases.filter { $0.patterns != nil }
      return cases + [written.cases.first { $0.patterns == nil } ?? .init(verdict: .holds, patterns: nil)]
    }
    let ordered = groups.sorted { ($1.value.count, $0.key.word) < ($0.value.count, $1.key.word) }
    return ordered.dropFirst().map { verdict, group in
      Check.Expected.Case(
        verdict: verdict,
        patterns: SweepPattern.cover(
          Set(group.map(\.values)), of: words.map(\.values), constants: swept))
    } + ordered.prefix(1).map { .init(verdict: $0.key, patterns: nil) }
  }
}

extension Need {
  fileprivate var unmetText: String? { isMet ? nil : text }
}

extension Claim {
  fileprivate var property: PropertyID? {
    switch self {
    case .property(let id): id
    case .noRuntimeError, .noDeadlock: nil
    }
  }
}
