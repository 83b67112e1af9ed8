import Checking
import ExplicitState
import Foundation
import ModelIR
import Murphi
import TestSupport
import Testing

/// The shipped checks, asked of rumur as well, without symmetry reduction.
///
/// Where invariants are violated, rumur ends with the first error it finds, which takes seconds: one check of each model is
/// asked about, all with `P2P_LARGE_CHECKS=1`. A check in which they hold takes it minutes: only with that as well.
@Suite("Rumur confirms the shipped checks", .enabled(if: Rumur.installed != nil, "rumur is not installed"))
struct ShippedModelTests {
  private static let wantsLarge = ProcessInfo.processInfo.environment["P2P_LARGE_CHECKS"] == "1"
  private static let brokenChecks: [ShippedCheck] = {
    var models: Set<String> = []
    // Of one model every such check takes rumur a minute and a half.
    let checks = ShippedCheck.all.filter { check in
      check.isBroken
        && (wantsLarge || !check.model.hasSuffix("tlb_gather.m") && models.insert(check.model).inserted)
    }
    // What is violated in the others the gate replays as well.
    return wantsLarge || Amount.isLong
      ? checks : checks.enumerated().filter { $0.offset % 3 == 0 }.map(\.element)
  }()

  @Test("a violation, and how many steps it takes", arguments: brokenChecks)
  func broken(_ check: ShippedCheck) async throws {
    let compilation = try check.compile()
    let system = try #require(compilation.system)
    let rumur = try #require(Rumur.installed)
    // It knows no `count` and no `sum`.
    guard system.functions.allSatisfy({ $0.fold == nil }) else { return }
    let answer = try rumur.ask(MurphiFrontEnd.print(compilation.program), deadlock: check.deadlock)
    var run = Run(deadlock: try #require(DeadlockMode(rawValue: check.deadlock)))
    run.native = .quick()
    switch answer {
    case .fails(.property(let property), let steps, _, _):
      run.only = property
      let result = try await run.check(system)
      #expect(result.findings.map(\.verdict.word) == ["violated"])
      #expect(result.findings.first?.verdict.trace?.length == steps)
    // What these constants violate is a cover.
    case .fails(.atTheEnd(let cover), _, let states, let firings):
      let result = try await run.check(system)
      #expect((result.statistics.states, result.statistics.firings) == (states, firings))
      let finding = result.findings.first { $0.claim.name(in: system) == cover }
      #expect(finding?.verdict == .violated(nil))
    default: Issue.record("rumur finds no violated property: \(answer)")
    }
  }

  @Test(
    "the number of states and of rules fired", .enabled(if: wantsLarge, "needs P2P_LARGE_CHECKS=1"),
    arguments: ShippedCheck.all.filter { !$0.isBroken })
  func large(_ check: ShippedCheck) async throws {
    let compilation = try check.compile()
    let system = try #require(compilation.system)
    let rumur = try #require(Rumur.installed)
    var run = Run(deadlock: try #require(DeadlockMode(rawValue: check.deadlock)))
    run.native = .quick()
    let statistics = try await run.check(system).statistics
    let text = MurphiFrontEnd.print(compilation.program)
    switch try rumur.ask(text, deadlock: check.deadlock, isLong: true) {
    // The error at the end: a cover that these constants put out of reach.
    case .holds(let states, let firings), .fails(.atTheEnd, _, let states, let firings):
      #expect((statistics.states, statistics.firings) == (states, firings))
    case .fails(let complaint, _, _, _): Issue.record("rumur finds an error: \(complaint)")
    case .rejected(let message), .silent(let message): Issue.record("no answer: \(message)")
    }
  }
}
