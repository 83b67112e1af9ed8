import Checking
import ExplicitState
import ModelIR
import TestSupport
import Testing

/// Searches whose states are compact find out what searches do whose states are not.
@Suite struct CompactSearchTests {
  /// A system of counters with the given ranges, of which the first three are added up as random rules say.
  private static func counters(_ seed: Int, _ tops: [Value]) -> SystemBuilder {
    var random = SplitMix64(seed: UInt64(seed))
    var builder = SystemBuilder(tops.map { 0...$0 })
    for index in 0..<3 {
      let other = Int.random(in: 0..<3, using: &random)
      let step = builder.constant(Value.random(in: 1...3, using: &random))
      let sum = builder.apply(
        .add, builder.apply(.add, builder.variable(index), builder.variable(other)), step)
      let next = builder.apply(.remainder, sum, builder.constant(min(tops[index], 13) + 1))
      builder.addRule("step \(index)", nil, [builder.assign(index, next)])
    }
    return builder
  }

  /// States of one word, of two, of several; some that are too wide for pieces of one word.
  static let shapes: [[Value]] = [
    [12, 12, 12], [1 << 20, 1 << 20, 1 << 20], [1 << 40, 1 << 40, 1 << 40],
    [1 << 61, 1 << 61, 1 << 61, 1 << 61],
    Array(repeating: 1 << 30, count: 12),
  ]

  @Test("counts, verdicts and lengths of traces do not depend on the storage", arguments: 0..<10)
  func agreement(seed: Int) throws {
    let tops = Self.shapes[seed % Self.shapes.count]
    var builder = Self.counters(seed, tops)
    var random = SplitMix64(seed: UInt64(seed) + 100)
    let targets = (0..<6).map { _ in
      tops.enumerated().map {
        $0.offset < 3 ? Value.random(in: 0...13, using: &random) % ($0.element + 1) : 0
      }
    }
    let covers = targets.enumerated().map {
      builder.addProperty(.cover, "target \($0.offset)", builder.equals($0.element))
    }
    let live = builder.addProperty(.liveness, "home", builder.equals(tops.map { _ in 0 }))
    var run = SearchRun(builder.system)
    run.storage = .fast
    let fast = try run.result()
    for (jobs, first) in [(1, 1), (1, 700), (2, 64), (4, 1)] {
      run.storage = .compact(from: first)
      run.budget.jobs = jobs
      let compact = try run.result()
      #expect(compact.statistics.states == fast.statistics.states)
      #expect(compact.statistics.firingsPerRule == fast.statistics.firingsPerRule)
      #expect(compact.statistics.depth == fast.statistics.depth)
      for claim in covers.map(Claim.property) + [.property(live), .noDeadlock, .noRuntimeError] {
        #expect(compact.verdict(claim)?.word == fast.verdict(claim)?.word)
        #expect(compact.verdict(claim)?.trace?.length == fast.verdict(claim)?.trace?.length)
        if jobs == 1 { #expect(compact.verdict(claim)?.trace == fast.verdict(claim)?.trace) }
      }
    }
  }

  @Test("a bounded search knows how deep its states are", arguments: [1, 3])
  func bounded(jobs: Int) throws {
    var builder = SystemBuilder.grid(80, 80)
    let property = builder.addProperty(.invariant, "not there", builder.not(builder.equals([30, 40])))
    var run = SearchRun(builder.system)
    run.budget.jobs = jobs
    run.storage = .compact(from: 64)
    run.budget.maximumDepth = 60
    #expect(try run.result().verdict(property)?.word == "bounded 60")
    run.budget.maximumDepth = nil
    run.stopAtFirst = true
    #expect(try run.result().verdict(property)?.trace?.length == 70)
  }
}
