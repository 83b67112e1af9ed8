import Checking
import Checks
import ModelIR
import Reporting
import TestSupport
import Testing

/// Which combinations of a sweep these are, in as few words as possible.
@Suite struct SweepTests {
  private static let sweep = {
    let constants = [
      ConstantValues(name: "A", values: ["0", "1", "2"]), ConstantValues(name: "B", values: ["no", "yes"]),
    ]
    let combinations = constants[0].values.flatMap { a in
      constants[1].values.map { b in
        Sweep.Combination(
          values: [a, b],
          entry: ReportEntry(model: "", check: nil, outcome: .failed(EngineFailure(.unsupported, ""))))
      }
    }
    return Sweep(constants: constants, combinations: combinations, elapsed: .zero)
  }()

  @Test("a rule never fires in a sweep only if this is known of every combination")
  func neverFires() throws {
    let system = Sample.system
    var statistics = Statistics()
    statistics.firingsPerRule = system.ruleIDs.map { _ in 0 }
    statistics.complete = true
    let silent = Vacuity(CheckResult(findings: [], statistics: statistics, notes: []), of: system)
    statistics.complete = false
    let cutShort = Vacuity(CheckResult(findings: [], statistics: statistics, notes: []), of: system)
    #expect(try #require(Vacuity(merging: [silent, silent])).neverFired == Array(system.ruleIDs))
    #expect(try #require(Vacuity(merging: [silent, cutShort])).neverFired.isEmpty)
    #expect(try #require(Vacuity(merging: [cutShort, silent])).neverFired.isEmpty)
  }

  @Test(
    "patterns match exactly the combinations they are asked for",
    arguments: [
      ([], []),
      (["0 no"], ["A=0, B=no"]),
      (["0 no", "0 yes"], ["A=0"]),
      (["1 yes", "2 yes"], ["A=1|2, B=yes"]),
      (["0 yes", "1 yes", "2 yes"], ["B=yes"]),
      (["0 no", "0 yes", "1 yes", "2 yes"], ["A=0", "B=yes"]),
      (["0 no", "0 yes", "1 no", "1 yes", "2 no", "2 yes"], [""]),
    ])
  func patterns(chosen: [String], expected: [String]) {
    let members = Self.sweep.combinations.filter { chosen.contains($0.values.joined(separator: " ")) }
    #expect(Self.sweep.patterns(of: members).map(\.description) == expected)
  }
}
