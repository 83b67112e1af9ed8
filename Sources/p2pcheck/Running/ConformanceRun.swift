import Checking
import Conformance
import Diagnostics
import ExplicitState
import Foundation
import ModelIR
import OrderedJSON
import Reporting
import Synchronization
import Traces
import Wording

/// Reads a model and a log, and says whether the log is a behaviour of the model.
struct ConformanceRun: Sendable {
  let model: String
  let log: String
  let settings: [ConstantSetting]
  let traceFile: String?
  let format: ReportFormat
  let budget: Budget
  let progress: ProgressLine.Form
  let ink: Ink
  let errorInk: Ink
  let session: Session

  /// Of so many entries, compiled code is worth more of a compiler's time.
  private static let manyEntries = 20_000
  /// A file of more steps nobody looks at, and it would not fit into memory.
  private static let mostSavedSteps = 50_000
  /// Without a limit of memory.
  private static let standardMemory = 1 << 30

  private enum Outcome {
    case rejected
    case answered(ConformanceAnswer, ExplainingRun)
    case failed(EngineFailure)
    case unreadable(FileFailure)
  }

  func exitCode() async throws(FileFailure) -> ExitCode {
    let supervision = session.supervision(until: budget.timeout.map { .now + $0 })
    let line = ProgressLine(progress)
    let done = Mutex((done: 0, entries: 0))
    let stop = StopWord()
    let watcher = stop.raise { supervision.reason != nil }
    let outcome: Outcome? = await supervision.value { [self] in
      await search(supervision, stop) { over, entries, frontier in
        done.withLock { $0 = (over, entries) }
        line.draw(
          "\(Quantity.grouped(UInt64(over))) of \(Quantity.grouped(UInt64(entries))) entries explained, "
            + Quantity.count(frontier, "state"))
      }
    }
    watcher.cancel()
    line.end()
    switch outcome {
    case .rejected: return .rejected
    case .unreadable(let failure): throw failure
    case .failed(let failure): return report(failure)
    case .answered(let answer, let subject): return try conclude(answer, subject)
    case nil:
      let known = done.withLock(\.self)
      let reason = supervision.reason ?? Supervision.interrupted
      return try conclude(
        ConformanceAnswer(unknown: reason, entries: known.entries, explained: known.done), nil)
    }
  }

  private func search(
    _ supervision: Supervision, _ stop: StopWord,
    _ progress: @escaping @Sendable (_ over: Int, _ entries: Int, _ frontier: Int) -> Void
  ) async -> Outcome {
    let loaded: LoadedModel
    let source: SourceFile
    do {
      loaded = try await onDeepStack { () throws(FileFailure) in
        try ModelLoader.load(model, settings: settings)
      }
      source = SourceFile(name: log, bytes: try FileReading.bytes(of: log, as: "log"))
    } catch {
      return .unreadable(error)
    }
    DiagnosticOutput.show(
      loaded.diagnostics.filter { $0.severity == .error }, in: loaded.sources, ink: errorInk)
    guard let system = loaded.system else { return .rejected }
    let parsed = LogParser.parse(source, file: FileID(0))
    let conformance = Conformance(system, parsed.value)
    let diagnostics = parsed.hasErrors ? parsed.diagnostics : conformance.diagnostics(in: source)
    guard diagnostics.isEmpty else {
      DiagnosticOutput.show(diagnostics, in: SourceMap(files: [source]), ink: errorInk)
      return .rejected
    }
    let entries = parsed.value.entries.count
    progress(0, entries, 0)
    let limits = LogSearch.Limits(memory: budget.memory ?? Self.standardMemory) { progress($0, entries, $1) }
    var native = session.engines.explorer(start: .compiled).native
    native?.effort = entries < Self.manyEntries ? .little : .some
    do throws(EngineFailure) {
      let answer = try await conformance.answer(native: native, limits: limits, stop: stop) {
        supervision.reason ?? Supervision.interrupted
      }
      return .answered(
        answer,
        ExplainingRun(
          model: model, settings: settings, system: system, sources: loaded.sources, digest: loaded.digest))
    } catch {
      return .failed(error)
    }
  }

  private func report(_ failure: EngineFailure) -> ExitCode {
    let isBug = failure.kind == .disagreement
    let request = isBug ? "; this is a bug of p2pcheck: please report it with the model and the log" : ""
    Console.warn(EngineFailure(failure.kind, failure.message + request))
    return ExitCode(Conclusion(failure))
  }

  private func conclude(_ answer: ConformanceAnswer, _ subject: ExplainingRun?) throws(FileFailure)
    -> ExitCode
  {
    var fileFailure: FileFailure?
    var saved: String?
    if case .explained(let firings) = answer.outcome, let subject, let traceFile {
      do throws(TraceProblem) {
        try save(firings, subject, to: traceFile)
        saved = traceFile
      } catch {
        switch error {
        case .file(let failure): fileFailure = failure
        case .engine(let failure): return report(failure)
        }
      }
    }
    for note in answer.notes { Console.warn("note: \(note)") }
    switch format {
    case .text: try Console.print(ConformanceText.lines(of: answer, log: log, ink: ink))
    case .json:
      let json = ConformanceJSON.json(
        of: answer, model: model, log: log, toolVersion: P2PCheck.version, trace: saved)
      try Console.print(JSONWriter.text(of: json))
    }
    if let fileFailure {
      Console.warn("error: \(fileFailure.message)")
      return .inputOutput
    }
    switch answer.outcome {
    case .explained: return .success
    case .notExplained: return .violated
    case .unknown: return session.isToEnd ? .interrupted : .inconclusive
    }
  }

  private enum TraceProblem: Error {
    case file(FileFailure)
    case engine(EngineFailure)
  }

  /// The run as a trace, like any other.
  private func save(_ firings: [Firing], _ subject: ExplainingRun, to path: String) throws(TraceProblem) {
    guard firings.count <= Self.mostSavedSteps else {
      throw .file(
        FileFailure(
          "the trace `\(path)` is not written: the run has \(Quantity.count(firings.count - 1, "step")), and a file has "
            + "at most \(Quantity.grouped(UInt64(Self.mostSavedSteps))); cut the log"))
    }
    let document: TraceDocument
    do throws(EngineFailure) {
      document = try subject.trace(of: firings)
    } catch {
      throw .engine(error)
    }
    do throws(FileFailure) {
      try FileWriting.write(JSONWriter.text(of: ITFWriter.json(of: document)), to: path, as: "trace")
    } catch {
      throw .file(error)
    }
  }
}
