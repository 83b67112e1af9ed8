import Checking
import Checks
import ModelIR
import TestSupport
import Testing

/// What a model says that its rules, premises and covers need is held to be exact.
@Suite struct NeedTests {
  private static let rule = RuleID(0)
  private static let invariant = PropertyID(0)
  private static let cover = PropertyID(1)

  struct Case: CustomTestStringConvertible {
    /// Nil: nothing is needed.
    var isMet: Bool?
    var fires: Bool
    var list: List = .none
    var surprises: [String]

    enum List { case none, never, happens }

    var testDescription: String {
      "met: \(isMet.map(String.init) ?? "no need"), fires: \(fires), listed: \(list)"
    }
  }

  private static func system(isMet: Bool?) -> TransitionSystem {
    var system = Sample.system
    let need = isMet.map { Need(text: "PINS > 0", isMet: $0) }
    system.rules[rule.index].need = need
    system.properties[invariant.index].need = need
    system.properties[cover.index].need = need
    return system
  }

  private static func vacuity(of system: TransitionSystem, happens: Bool) -> Vacuity {
    var statistics = Statistics()
    statistics.complete = true
    statistics.firingsPerRule = system.ruleIDs.map { $0 == rule && !happens ? 0 : 1 }
    statistics.hitsPerProperty = system.propertyIDs.map { $0 == invariant && !happens ? 0 : 1 }
    let findings = [CheckResult.Finding(claim: .property(invariant), verdict: .explored)]
    return Vacuity(CheckResult(findings: findings, statistics: statistics, notes: []), of: system)
  }

  private static let ruleName = "rule \"\(Sample.system[rule].name)\""
  private static let invariantName = "\"\(Sample.system[invariant].name)\""

  @Test(
    "what is not exact is a surprise, unless it is listed",
    arguments: [
      Case(isMet: nil, fires: true, surprises: []),
      Case(
        isMet: nil, fires: false,
        surprises: ["\(ruleName) never fires", "\(invariantName) holds vacuously: its premise is never true"]),
      Case(isMet: true, fires: true, surprises: []),
      Case(
        isMet: true, fires: false,
        surprises: [
          "\(ruleName) never fires, and not for want of PINS > 0",
          "\(invariantName) holds vacuously: its premise is never true, and not for want of PINS > 0",
        ]),
      Case(isMet: true, fires: false, list: .never, surprises: []),
      Case(isMet: false, fires: false, surprises: []),
      Case(
        isMet: false, fires: true,
        surprises: [
          "\(ruleName) fires, but needs PINS > 0", "\(invariantName) is not vacuous, but needs PINS > 0",
        ]),
      Case(isMet: false, fires: true, list: .happens, surprises: []),
      Case(
        isMet: false, fires: false, list: .happens,
        surprises: [
          "\(ruleName) never fires, but is listed under `fires`",
          "\(invariantName) holds vacuously: its premise is never true, but is listed under `not-vacuous`",
        ]),
    ])
  func surprises(_ item: Case) {
    let system = Self.system(isMet: item.isMet)
    var expectations = Expectations(isComplete: true, of: system)
    switch item.list {
    case .none: break
    case .never:
      expectations.neverFired.insert(Self.rule)
      expectations.vacuous.insert(Self.invariant)
    case .happens:
      expectations.neverFired.remove(Self.rule)
      expectations.vacuous.remove(Self.invariant)
    }
    let vacuity = Self.vacuity(of: system, happens: item.fires)
    #expect(vacuity.surprises(against: expectations, in: system).map(\.text) == item.surprises)
  }

  @Test("a cover whose need is not met should be out of reach, for a check")
  func covers() {
    let claim = Claim.property(Self.cover)
    let unmet = Self.system(isMet: false)
    let expected = Expectations(isComplete: true, of: unmet)
    #expect(expected.isMet(by: .violated(nil), of: claim) == true)
    #expect(expected.isMet(by: .reached(Sample.endings[1]), of: claim) == false)
    #expect(Expectations(isComplete: false, of: unmet).isMet(by: .violated(nil), of: claim) == nil)
    let met = Expectations(isComplete: true, of: Self.system(isMet: true))
    #expect(met.isMet(by: .violated(nil), of: claim) == false)
  }

  @Test("of a property that is not checked nothing is known")
  func unchecked() {
    let system = Self.system(isMet: false)
    var statistics = Statistics()
    statistics.complete = true
    let vacuity = Vacuity(CheckResult(findings: [], statistics: statistics, notes: []), of: system)
    #expect(vacuity.meant.isEmpty)
  }
}
