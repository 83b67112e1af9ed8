import Checking
import Checks
import ExplicitState
import Foundation
import LanguageServer
import ModelIR
import Reporting
import Synchronization
import Wording

/// What a language server waits for: its editor, and the checks that it has asked for.
enum EditorEvent: Sendable {
  case input(Data)
  /// How far a check is.
  case progress(ModelCheck, String)
  case checked(ModelCheck, CheckOutcome)
  /// The editor is gone.
  case end

  /// Passes on what comes from standard input, on a thread that waits for it.
  static func read(into continuation: AsyncStream<EditorEvent>.Continuation) {
    Thread {
      while true {
        let bytes = FileHandle.standardInput.availableData
        continuation.yield(bytes.isEmpty ? .end : .input(bytes))
        if bytes.isEmpty { return }
      }
    }.start()
  }
}

/// Checks models for an editor, one after the other, each for a while.
final class EditorChecks: Sendable {
  /// What takes longer is checked by `verify`.
  private static let timeout: Duration = .seconds(60)
  /// Bytes for states: an editor is not the only program of its machine.
  private static let memory = 1 << 31

  private struct Work {
    /// The check that was asked for last.
    var last: Task<Void, Never>?
    /// What ends a check, by its number.
    var stops: [Int: StopFlag] = [:]
    /// The last check of each model.
    var checks: [String: Int] = [:]
  }

  private let engines = EngineRegistry(usesNative: true, keepsLibraries: true)
  private let work = Mutex(Work())

  func obey(_ order: CheckOrder, _ continuation: AsyncStream<EditorEvent>.Continuation) {
    switch order {
    case .begin(let check): begin(check, continuation)
    case .cancel(let id): work.withLock { $0.stops[id]?.raise() }
    }
  }

  /// Has whatever is under way come to its end.
  func end() {
    for stop in work.withLock({ Array($0.stops.values) }) { stop.raise() }
  }

  /// A check of the same model that is under way is about a text that is no more.
  private func begin(_ check: ModelCheck, _ continuation: AsyncStream<EditorEvent>.Continuation) {
    let stop = StopFlag()
    work.withLock { work in
      if let before = work.checks.updateValue(check.id, forKey: check.path) { work.stops[before]?.raise() }
      work.stops[check.id] = stop
      let before = work.last
      work.last = Task { [self] in
        await before?.value
        let observer = EditorObserver(stop: stop) { continuation.yield(.progress(check, $0)) }
        let outcome = await outcome(of: check, observer)
        self.work.withLock { _ = $0.stops.removeValue(forKey: check.id) }
        continuation.yield(.checked(check, outcome))
      }
    }
  }

  private func outcome(of check: ModelCheck, _ observer: EditorObserver) async -> CheckOutcome {
    let engine = engines.engine(for: .auto, effort: .little, start: .interpreted, races: true)
    let task = CheckTask(
      system: check.system, claims: check.system.claims(deadlock: .stuttering),
      budget: Budget(
        jobs: 1, memory: min(MemoryLimit.standard ?? Self.memory, Self.memory), timeout: Self.timeout))
    do {
      return Self.outcome(try await engine.check(task, observer: observer), check.system)
    } catch {
      return CheckOutcome(verdicts: [:], builtIn: error.message, summary: error.message)
    }
  }

  private static func outcome(_ result: CheckResult, _ system: TransitionSystem) -> CheckOutcome {
    var verdicts: [PropertyID: String] = [:]
    var builtIn: [String] = []
    for finding in result.findings {
      let text = text(of: finding.verdict)
      if case .property(let id) = finding.claim {
        verdicts[id] = text
      } else {
        builtIn.append("\(finding.claim.name(in: system)): \(text)")
      }
    }
    let hold = result.findings.count { $0.verdict.holds }
    let violated = result.findings.count { if case .violated = $0.verdict { true } else { false } }
    let unknown = result.findings.count - hold - violated
    return CheckOutcome(
      verdicts: verdicts, builtIn: builtIn.joined(separator: ", "),
      summary: "\(hold) hold, \(violated) violated, \(unknown) unknown")
  }

  private static func text(of verdict: Verdict) -> String {
    switch verdict {
    case .explored, .proved: verdict.fullWord
    case .reached(let trace): "reached after \(Quantity.count(trace.length, "step"))"
    case .violated(let trace):
      trace.map { "violated after \(Quantity.count($0.length, "step"))" } ?? "violated: never reached"
    case .bounded(let depth, let reason): "bounded \(depth): \(reason)"
    case .unknown(let reason): "unknown: \(reason)"
    }
  }
}

/// Tells how far a check is, now and then, and ends it when told to.
private final class EditorObserver: CheckObserver {
  private let stop: StopFlag
  private let tell: @Sendable (String) -> Void
  private let next = Mutex(ContinuousClock.now)
  /// How often it is told at most.
  private static let pace: Duration = .seconds(1)

  init(stop: StopFlag, _ tell: @escaping @Sendable (String) -> Void) {
    self.stop = stop
    self.tell = tell
  }

  var isCancelled: Bool { stop.isRaised }

  func progress(_ progress: Checking.Progress) {
    let isTime = next.withLock { next in
      guard ContinuousClock.now >= next else { return false }
      next = .now + Self.pace
      return true
    }
    if isTime { tell(ProgressText.line(for: progress)) }
  }
}
