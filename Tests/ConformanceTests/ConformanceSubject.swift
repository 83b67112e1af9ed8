import Checking
import Conformance
import Diagnostics
import ExplicitState
import ModelIR
import Murphi
import TestSupport
import Testing

/// A model and a log, ready to be held against one another.
struct ConformanceSubject {
  let system: TransitionSystem
  let source: SourceFile
  let parsed: Parsed<Log>
  let conformance: Conformance

  init(_ model: String, log: String) throws {
    try self.init(try Run.system(model), log: log)
  }

  init(_ system: TransitionSystem, log: String) throws {
    self.system = system
    source = SourceFile(name: "test.log", text: log)
    parsed = LogParser.parse(source, file: FileID(0))
    conformance = Conformance(system, parsed.value)
  }

  var diagnostics: [Diagnostic] {
    parsed.hasErrors ? parsed.diagnostics : conformance.diagnostics(in: source)
  }

  func answer(native: NativeOptions? = nil, memory: Int = 1 << 28) async throws -> ConformanceAnswer {
    try await conformance.answer(native: native, limits: LogSearch.Limits(memory: memory), stop: StopWord()) {
      "stopped"
    }
  }

  /// The line that nothing explains, nil if all are; a run that explains them stands.
  func firstUnexplainedLine(native: NativeOptions? = nil) async throws -> Int? {
    switch try await answer(native: native).outcome {
    case .explained(let firings):
      let evidence = Evidence(claim: .noRuntimeError, firings: firings, ending: .explains)
      _ = try Confirmation(system, deadlock: .stuttering).confirm(evidence)
      return nil
    case .notExplained(let mismatch): return mismatch.entry.line
    case .unknown(let reason):
      Issue.record("unknown: \(reason)")
      return -1
    }
  }
}
