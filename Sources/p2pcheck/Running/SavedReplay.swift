import Checking
import Diagnostics
import Reporting

/// Replays a saved trace with the reference interpreter, if the model is found and unchanged.
struct SavedReplay {
  /// What came of it, in a line.
  let text: String
  /// True if the unchanged model contradicts the trace.
  let isRefuted: Bool
  /// The text of the model, if it is found and unchanged.
  var sources: SourceMap?

  static func replay(_ document: TraceDocument, model path: String?) -> SavedReplay {
    let path = path ?? document.origin.model
    let settings = document.origin.settings.map { ConstantSetting(name: $0.name, value: $0.value) }
    let loaded: LoadedModel
    do {
      loaded = try ModelLoader.load(path, settings: settings)
    } catch {
      return notReplayed(error.message)
    }
    guard let system = loaded.system else { return notReplayed("the model `\(path)` has errors") }
    guard loaded.digest == document.origin.digest else {
      return notReplayed("the model `\(path)` has changed since the trace was written")
    }
    do {
      let trace = try document.trace(in: system)
      if let objection = Replay(system, deadlock: document.origin.deadlock).objection(to: trace) {
        return refuted(objection)
      }
    } catch {
      return refuted(error.message)
    }
    return SavedReplay(
      text: "replayed: `\(path)` does exactly this", isRefuted: false, sources: loaded.sources)
  }

  private static func notReplayed(_ reason: String) -> SavedReplay {
    SavedReplay(text: "not replayed: \(reason)", isRefuted: false)
  }

  private static func refuted(_ reason: String) -> SavedReplay {
    SavedReplay(text: "the trace is wrong: \(reason)", isRefuted: true)
  }
}
