import Checking
import Diagnostics
import Foundation
import ModelIR
import Murphi
import OrderedJSON
import Reporting
import Traces
import Wording

/// Replays a saved trace with the reference interpreter, if the model is found and unchanged.
///
/// What is shown then is made from the model and the replay, and what the file says is compared with it.
struct SavedReplay: Sendable {
  /// What to show: made anew, or of a trace that was not replayed, what the file says.
  let document: TraceDocument
  /// What came of it, in lines.
  let lines: [String]
  /// True if the unchanged model contradicts the file.
  let isRefuted: Bool
  /// The model and the trace in its terms, if that was replayed.
  var confirmed: Confirmed?

  struct Confirmed: Sendable {
    var context: TraceContext
    var trace: Trace
    var program: MurphiProgram
  }

  /// More differences are counted only.
  private static let mostDifferences = 5

  static func replay(_ saved: SavedTrace, model path: String?) -> SavedReplay {
    let document = saved.document
    let path = path ?? document.origin.model
    let settings = document.origin.settings.map { ConstantSetting(name: $0.name, value: $0.value) }
    func unconfirmed(_ text: String, isRefuted: Bool = false) -> SavedReplay {
      SavedReplay(document: document, lines: [text.visible], isRefuted: isRefuted)
    }
    let loaded: LoadedModel
    do {
      loaded = try ModelLoader.load(path, settings: settings)
    } catch {
      return unconfirmed("not replayed: \(error.message)")
    }
    guard loaded.digest == document.origin.digest else {
      return unconfirmed("not replayed: the model `\(path)` has changed since the trace was written")
    }
    guard let system = loaded.system else {
      return unconfirmed(
        "the trace is wrong: the model `\(path)` has errors with its constants", isRefuted: true)
    }
    do {
      let confirmed = try confirm(document, in: system)
      return made(saved.json, document, path: path, loaded, system, confirmed)
    } catch {
      return unconfirmed("the trace is wrong: \(error.reason)", isRefuted: true)
    }
  }

  /// The first that stands of what the file may mean.
  private static func confirm(
    _ document: TraceDocument, in system: TransitionSystem
  ) throws(Unconfirmed) -> Confirmation.Confirmed {
    let confirmation = Confirmation(system, deadlock: document.origin.deadlock)
    var reason: Unconfirmed?
    do throws(TraceFileError) {
      for evidence in try document.evidence(in: system) {
        do throws(Unconfirmed) {
          return try confirmation.confirm(evidence)
        } catch {
          reason = reason ?? error
        }
      }
    } catch {
      throw Unconfirmed(error.message)
    }
    throw reason ?? Unconfirmed("it shows nothing")
  }

  private static func made(
    _ json: JSON, _ document: TraceDocument, path: String, _ loaded: LoadedModel, _ system: TransitionSystem,
    _ confirmed: Confirmation.Confirmed
  ) -> SavedReplay {
    let context = TraceContext(system: system, sources: loaded.sources)
    let origin = TraceDocument.Origin(
      toolVersion: P2PCheck.version, model: path, digest: loaded.digest, settings: document.origin.settings,
      deadlock: document.origin.deadlock, claim: "", source: nil, check: nil)
    let made = TraceDocument(confirmed.trace, in: context, origin: origin)
    let names = FileNames(today: path, then: document.origin.model)
    let differences = TraceComparison.differences(
      of: json, from: ITFWriter.json(of: made).relocated(names.then(_:)))
    var lines = differences.prefix(mostDifferences).map { "the file is wrong: \($0)" }
    if differences.count > mostDifferences {
      lines.append("and \(Quantity.count(differences.count - mostDifferences, "more difference"))")
    }
    let what =
      differences.isEmpty ? "does exactly this" : "does what is shown here, which is not what the file says"
    lines.append("replayed: `\(path.visible)` \(what)" + (confirmed.sequel.map(remark) ?? ""))
    return SavedReplay(
      document: made, lines: lines, isRefuted: !differences.isEmpty,
      confirmed: Confirmed(context: context, trace: confirmed.trace, program: loaded.program))
  }

  /// What is known of other ways to go on from where a property can never hold again.
  private static func remark(_ sequel: Starvation.Sequel) -> String {
    var remark =
      sequel.isComplete
      ? "; all \(Quantity.count(sequel.states, "state")) that can follow were visited"
      : "; of the states that can follow, the first \(sequel.states) were visited"
    if sequel.failedSteps > 0 {
      remark += ", but not what lies behind \(Quantity.count(sequel.failedSteps, "step")) that fail"
    }
    return remark
  }
}

/// How the files of a model are called now and were called when the trace was written.
private struct FileNames {
  let today: String
  let then: String

  func then(_ name: String) -> String {
    if name == today { return then }
    let (folder, other) = (Self.folder(of: today), Self.folder(of: then))
    return name.hasPrefix(folder) ? other + name.dropFirst(folder.count) : name
  }

  /// With the stroke at its end.
  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }
}
