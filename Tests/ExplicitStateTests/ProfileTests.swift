import Checking
import ExplicitState
import ModelIR
import TestSupport
import Testing

/// A profile says who found which states, and changes nothing.
@Suite struct ProfileTests {
  private static let sources: [RandomSource] = [.ordinary, .scalarsets, .processes, .multisets]

  @Test("every state is a start state or some rule's, whatever explores and stores", arguments: 0..<24)
  func newStates(seed: Int) async throws {
    let model = Self.sources[seed % Self.sources.count].model(UInt64(seed))
    let system = try Run.system(model.text, name: model.name)
    var run = Run(symmetry: seed % 3 == 0)
    let plain = try await run.check(system)
    #expect(plain.statistics.profile == nil)
    run.profiles = true
    var profiles: [[UInt64]] = []
    let ways: [(native: NativeOptions?, storage: Storage, jobs: Int)] = [
      (nil, .automatic, 1), (.quick(.least), .automatic, 1), (.quick(.least), .compact(from: 1), 1),
      (.quick(.least), .automatic, 3),
    ]
    for (native, storage, jobs) in ways {
      (run.native, run.storage, run.jobs) = (native, storage, jobs)
      let result = try await run.check(system)
      #expect(result.statistics.states == plain.statistics.states, "\(model.name)")
      #expect(result.findings.map(\.verdict.word) == plain.findings.map(\.verdict.word), "\(model.name)")
      #expect(result.statistics.firingsPerRule == plain.statistics.firingsPerRule, "\(model.name)")
      let profile = try #require(result.statistics.profile)
      let found = profile.newStates.reduce(0, +)
      #expect(found <= result.statistics.states, "\(model.name)")
      for (rule, count) in profile.newStates.enumerated() {
        #expect(count <= result.statistics.firingsPerRule[rule], "\(model.name)")
      }
      // What is not some rule's are the start states, the same ones each time.
      if jobs == 1 { profiles.append(profile.newStates) }
      #expect(found == (profiles.first ?? []).reduce(0, +), "\(model.name)")
      let shares = profile.shareOfRules + [profile.shareOfProperties, profile.shareOfStoring]
      #expect(shares.allSatisfy { 0...1 ~= $0 } && shares.reduce(0, +) < 1.001, "\(shares)")
    }
    // Which state represents an orbit is the successor's own choice.
    #expect(run.symmetry || profiles.allSatisfy { $0 == profiles[0] }, "\(model.name): \(profiles)")
  }

  @Test("the rule that takes the time, and the one that finds the states, are named")
  func measured() async throws {
    let system = try Run.system(
      """
      var n: 0 .. 20000; m: 0 .. 1000000;
      startstate n := 0; m := 0; end;
      rule "slow" (sum i: 0 .. 300 do (i * n) % 7 end) < 0 ==> begin m := 1; end;
      rule "finds" n < 20000 ==> begin n := n + 1; end;
      rule "finds nothing" n < 20000 ==> begin n := n + 1; end;
      """)
    for native in [nil, NativeOptions.quick(.little)] {
      var run = Run(deadlock: .off, native: native)
      run.profiles = true
      // Whoever else uses the machine may take the time of any of them, but not each time.
      var isNamed = false
      for _ in 0..<5 where !isNamed {
        let profile = try #require(try await run.check(system).statistics.profile)
        #expect(profile.newStates == [0, 20000, 0])
        isNamed = profile.shareOfRules.dropFirst().allSatisfy { $0 < profile.shareOfRules[0] }
      }
      #expect(isNamed)
    }
  }
}
