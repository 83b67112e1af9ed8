import Checking
import Diagnostics
import ExplicitState
import ModelIR
import OrderedJSON
import Refinement
import Symbolic
import Synchronization
import Traces
import Wording

/// Reads a model and the abstract one that it names, and says whether the one refines the other.
struct RefinementRun: Sendable {
  let model: String
  let settings: [ConstantSetting]
  let expected: RefinementWord?
  let traceFile: String?
  let budget: Budget
  let progress: ProgressLine.Form
  let ink: Ink
  let errorInk: Ink
  let session: Session

  /// Without a limit of memory.
  private static let standardMemory = 1 << 32

  /// Both models, understood.
  private struct Subject {
    var refinement: Refinement
    var design: ExplainingRun
    /// The abstract model's file.
    var file: String
  }

  func exitCode() async throws -> ExitCode {
    let supervision = session.supervision(until: budget.timeout.map { .now + $0 })
    guard let subject = try await onDeepStack({ () throws(FileFailure) in try read() }) else {
      return .rejected
    }
    let line = ProgressLine(progress)
    let stop = StopWord()
    let watcher = stop.raise { supervision.reason != nil }
    typealias Outcome = Result<RefinementAnswer, EngineFailure>
    let outcome: Outcome? = await supervision.value { [self] in
      let limits = Refinement.Limits(memory: budget.memory ?? Self.standardMemory) { states, queued in
        line.draw(
          "\(Quantity.count(states, "state")), \(Quantity.grouped(UInt64(queued))) waiting")
      }
      do throws(EngineFailure) {
        return .success(
          try await subject.refinement.answer(
            native: session.engines.explorer(start: .compiled).native, prover: prover,
            limits: limits,
            stop: stop
          ) { supervision.reason ?? Supervision.interrupted })
      } catch {
        return .failure(error)
      }
    }
    watcher.cancel()
    line.end()
    guard let outcome else {
      Console.warn("unknown: \(supervision.reason ?? Supervision.interrupted)")
      return code(of: .unknown, expectedOnly: false)
    }
    return try conclude(try outcome.get(), subject)
  }

  /// Asked whether a run of few steps exists; that there is none needs no proof.
  private var prover: SymbolicEngine {
    var prover = SymbolicEngine()
    prover.onlySearchesRuns = true
    return prover
  }

  /// Nil after mistakes, which have been shown.
  private func read() throws(FileFailure) -> Subject? {
    let loaded = try ModelLoader.load(model, settings: settings)
    show(loaded.diagnostics, in: loaded.sources)
    guard let system = loaded.system else { return nil }
    guard let target = system.refines else {
      let diagnostic = Diagnostic(
        .error, .invalidRefinement, "the model does not say what it refines",
        at: SourceRange(file: FileID(0), start: 0, end: 0),
        help: "write `--@ refines FILE` among its declarations")
      show([diagnostic], in: loaded.sources)
      return nil
    }
    let path = ModelLoader.path(
      target.file, includedIn: loaded.sources.files[target.range.file.index].name)
    let abstract = try ModelLoader.load(path, settings: target.settings)
    show(abstract.diagnostics, in: abstract.sources)
    guard let abstractSystem = abstract.system else { return nil }
    let parsed = Refinement.read(system, refines: abstractSystem, as: target)
    show(parsed.diagnostics, in: loaded.sources)
    let design = ExplainingRun(
      model: model, settings: settings, system: system, sources: loaded.sources, digest: loaded.digest)
    return parsed.value.map { Subject(refinement: $0, design: design, file: path) }
  }

  private func show(_ diagnostics: [Diagnostic], in sources: SourceMap) {
    DiagnosticOutput.show(diagnostics.filter { $0.severity == .error }, in: sources, ink: errorInk)
  }

  private func conclude(_ answer: RefinementAnswer, _ subject: Subject) throws -> ExitCode {
    for note in answer.notes { Console.warn("note: \(note)") }
    var document: TraceDocument?
    if case .strays(let stray) = answer.outcome { document = try subject.design.trace(of: stray.run) }
    let text = RefinementText(subject.refinement, file: subject.file, ink: ink)
    try Console.print(text.lines(of: answer, run: document))
    if let traceFile, let document {
      try FileWriting.write(JSONWriter.text(of: ITFWriter.json(of: document)), to: traceFile, as: "trace")
    }
    let word: RefinementWord =
      switch answer.outcome {
      case .refines: .refines
      case .strays: .violated
      case .unknown: .unknown
      }
    return code(of: word, expectedOnly: true)
  }

  private func code(of word: RefinementWord, expectedOnly: Bool) -> ExitCode {
    if session.isToEnd { return .interrupted }
    if let expected, expectedOnly {
      if expected == word {
        if word != .refines { Console.warn("as expected") }
        return .success
      }
      Console.warn("not as expected: \(expected.rawValue)")
      if word == .refines { return .violated }
    }
    return switch word {
    case .refines: .success
    case .violated: .violated
    case .unknown: .inconclusive
    }
  }
}
