import Checking
import Checks
import ExplicitState
import Foundation
import LanguageServer
import ModelIR
import Synchronization
import Wording

/// What a language server waits for: its editor, and the checks that it has asked for.
enum EditorEvent: Sendable {
  case input(Data)
  case checked(ModelCheck, [PropertyID: String], message: String)
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
    /// By the path of the model: ends its check.
    var stops: [String: StopFlag] = [:]
  }

  private let engines = EngineRegistry(usesNative: true, keepsLibraries: true)
  private let work = Mutex(Work())

  /// A check of the same model that is under way is about a text that is no more.
  func begin(_ check: ModelCheck, _ continuation: AsyncStream<EditorEvent>.Continuation) {
    let stop = StopFlag()
    work.withLock { work in
      work.stops.updateValue(stop, forKey: check.path)?.raise()
      let before = work.last
      work.last = Task { [self] in
        await before?.value
        let (verdicts, message) = await outcome(of: check, until: stop)
        continuation.yield(.checked(check, verdicts, message: message))
      }
    }
  }

  /// Has whatever is under way come to its end.
  func end() {
    for stop in work.withLock({ Array($0.stops.values) }) { stop.raise() }
  }

  private func outcome(of check: ModelCheck, until stop: StopFlag) async -> ([PropertyID: String], String) {
    let engine = engines.engine(for: .auto, effort: .little, start: .interpreted, races: true)
    let task = CheckTask(
      system: check.system, claims: check.system.claims(deadlock: .stuttering),
      budget: Budget(
        jobs: 1, memory: min(MemoryLimit.standard ?? Self.memory, Self.memory), timeout: Self.timeout))
    do {
      let result = try await engine.check(task, observer: EditorObserver(stop: stop))
      var verdicts: [PropertyID: String] = [:]
      for finding in result.findings {
        if case .property(let id) = finding.claim { verdicts[id] = Self.text(of: finding.verdict) }
      }
      let wrong = result.findings.filter { if case .violated = $0.verdict { true } else { false } }
      return (verdicts, wrong.isEmpty ? "nothing is violated" : "\(wrong.count) violated")
    } catch {
      return ([:], error.message)
    }
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

/// Shows nothing, and ends a check when told to.
private final class EditorObserver: CheckObserver {
  let stop: StopFlag

  init(stop: StopFlag) { self.stop = stop }

  var isCancelled: Bool { stop.isRaised }

  func progress(_ progress: Checking.Progress) {}
}
