import Checking
import Diagnostics
import ModelIR
import Traces

/// A model that was read, and what its traces say of where they come from.
struct ExplainingRun: Sendable {
  let model: String
  let settings: [ConstantSetting]
  let system: TransitionSystem
  let sources: SourceMap
  let digest: String

  /// A run that violates nothing as a trace like any other.
  ///
  /// Throws a disagreement if the interpreter does not go it.
  func trace(of firings: [Firing]) throws(EngineFailure) -> TraceDocument {
    let evidence = Evidence(claim: .noRuntimeError, firings: firings, ending: .explains)
    let trace: Trace
    do throws(Unconfirmed) {
      trace = try Confirmation(system, deadlock: .stuttering).confirm(evidence).trace
    } catch {
      throw EngineFailure(.disagreement, "the run does not stand: \(error.reason)")
    }
    let origin = TraceDocument.Origin(
      toolVersion: P2PCheck.version, model: model, digest: digest, settings: settings, deadlock: .stuttering,
      claim: "", source: nil, check: nil)
    return TraceDocument(trace, in: TraceContext(system: system, sources: sources), origin: origin)
  }
}
