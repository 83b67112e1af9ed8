import Checking
import ModelIR
import Murphi
import OrderedJSON
import Traces

/// A counterexample to induction as a file has it, in terms of its model.
struct SavedInduction: Sendable {
  /// The file does not say what the model does.
  struct Refuted: Error {
    var message: String
  }

  private let file: InductionFile

  /// Nil if what the file has is of another kind.
  init?(_ json: JSON, from path: String) throws(FileFailure) {
    do throws(TraceFileError) {
      guard let file = try InductionFile(json) else { return nil }
      self.file = file
    } catch {
      throw FileFailure("cannot read `\(path)`: \(error.message)")
    }
  }

  /// The step, made by the interpreter from the state that the file has; without its very model nothing is known.
  func counterexample(
    model path: String?
  ) throws -> (InductionCounterexample, TraceContext, TraceDocument.Origin) {
    let path = path ?? file.model
    let loaded = try ModelLoader.load(path, settings: file.settings)
    guard loaded.digest == file.digest else {
      throw FileFailure("the model `\(path)` has changed since this counterexample to induction was written")
    }
    guard let system = loaded.system, let counterexample = file.counterexample(in: system) else {
      throw Refuted(
        message: "the file is wrong: no step of `\(path)` from this state breaks \"\(file.claim)\"")
    }
    let origin = TraceDocument.Origin(
      toolVersion: P2PCheck.version, model: path, digest: file.digest, settings: file.settings,
      deadlock: .off,
      claim: file.claim, source: nil, check: nil)
    return (counterexample, TraceContext(system: system, sources: loaded.sources), origin)
  }
}
