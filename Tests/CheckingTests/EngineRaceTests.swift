import Checking
import ModelIR
import TestSupport
import Testing

/// Two engines at once, played by engines that say what they are told.
@Suite struct EngineRaceTests {
  /// Answers, or waits until it is told to end and answers then.
  private struct Player: Engine {
    static let name = "player"
    var verdicts: [Verdict] = []
    var isComplete = false
    var refuses = false
    var waits = false

    func check(_ task: CheckTask, observer: any CheckObserver) async throws(EngineFailure) -> CheckResult {
      if refuses { throw EngineFailure(.unsupported, "too wide") }
      while waits, !observer.isCancelled { try? await Task.sleep(for: .milliseconds(1)) }
      var statistics = Statistics()
      statistics.complete = isComplete
      statistics.states = 12
      return CheckResult(
        findings: zip(task.claims, verdicts).map { CheckResult.Finding(claim: $0, verdict: $1) },
        statistics: statistics, notes: [])
    }
  }

  private final class Listener: CheckObserver {
    func progress(_ progress: Progress) {}
    let isCancelled: Bool
    init(isCancelled: Bool = false) { self.isCancelled = isCancelled }
  }

  private func race(
    _ explorer: Player, _ prover: Player, stopAtFirst: Bool = false, isCancelled: Bool = false
  ) async throws(EngineFailure) -> CheckResult {
    let system = TransitionSystem(
      name: "two", types: [], variables: [], functions: [], startStates: [], rules: [], properties: [])
    let task = CheckTask(
      system: system, claims: [.noRuntimeError, .noDeadlock], stopAtFirst: stopAtFirst,
      budget: Budget(jobs: 2))
    return try await EngineRace(explorer: explorer, prover: prover, task: task)
      .result(Listener(isCancelled: isCancelled))
  }

  private static let certificate = Certificate(invariants: [], inductionDepth: 1, strategy: "induction")
  private let undecided: [Verdict] = [.unknown(reason: "ended"), .bounded(depth: 3, reason: "ended")]

  @Test("an exploration that is finished ends the prover")
  func explorerWins() async throws {
    let explorer = Player(verdicts: [.explored, .unknown(behindFailedSteps: 1)], isComplete: true)
    let result = try await race(explorer, Player(verdicts: undecided, waits: true))
    #expect(result.findings.map(\.verdict.kind) == [.explored, .bounded(3)])
    #expect(result.statistics.complete)
  }

  @Test("a proof of everything ends the exploration")
  func proverWins() async throws {
    let proved = [Verdict](repeating: .proved(Self.certificate), count: 2)
    let result = try await race(Player(verdicts: undecided, waits: true), Player(verdicts: proved))
    #expect(result.findings.map(\.verdict.kind) == [.proved, .proved])
    #expect(result.notes.isEmpty)
  }

  @Test("when time is up, each says what it can")
  func together() async throws {
    let explorer = Player(verdicts: [.bounded(depth: 90, reason: "memory"), .violated(nil)], waits: true)
    let prover = Player(verdicts: [.bounded(depth: 6, reason: "time"), .bounded(depth: 6, reason: "time")])
    let result = try await race(explorer, prover, isCancelled: true)
    #expect(result.findings.map(\.verdict.kind) == [.bounded(90), .violated])
  }

  @Test("the first violation ends both if that is asked for")
  func first() async throws {
    let explorer = Player(verdicts: undecided, waits: true)
    let prover = Player(verdicts: [.violated(nil), .unknown(reason: "ended")])
    let result = try await race(explorer, prover, stopAtFirst: true)
    #expect(result.findings.map(\.verdict.kind) == [.violated, .bounded(3)])
  }

  @Test("what one refuses is left to the other; what both refuse fails", arguments: [true, false])
  func refused(byExplorer: Bool) async throws {
    let able = Player(verdicts: [.explored, .explored], isComplete: true)
    let unable = Player(refuses: true)
    let result = try await byExplorer ? race(unable, able) : race(able, unable)
    #expect(result.findings.map(\.verdict.kind) == [.explored, .explored])
    #expect(result.notes.count == 1)
    await #expect(throws: EngineFailure.self) { _ = try await race(unable, unable) }
  }

  @Test("what one shows and the other denies is our own mistake")
  func disagreement() async throws {
    let explorer = Player(verdicts: [.violated(nil), .explored], isComplete: true)
    let prover = Player(verdicts: [.proved(Self.certificate), .unknown(reason: "ended")])
    await #expect { _ = try await race(explorer, prover) } throws: { error in
      (error as? EngineFailure)?.kind == .disagreement
    }
  }
}
