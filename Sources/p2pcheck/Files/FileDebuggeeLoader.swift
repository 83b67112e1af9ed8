import Debugger
import Diagnostics
import Foundation
import ModelIR
import OrderedJSON
import Traces
import Wording

/// Reads what is debugged from files, as `print` and `trace` do.
struct FileDebuggeeLoader: DebuggeeLoader {
  /// More mistakes of a model are counted only.
  private static let mostMistakes = 5

  func load(_ arguments: LaunchArguments) throws(DebugFailure) -> Debuggee {
    let model = arguments.model.map { path($0, in: arguments.folder) }
    do {
      if let trace = arguments.trace {
        return try load(trace: path(trace, in: arguments.folder), model: model, in: arguments.folder)
      }
      return try load(model: model ?? "", arguments.settings)
    } catch let failure as FileFailure {
      throw DebugFailure(failure.message)
    } catch let failure as DebugFailure {
      throw failure
    } catch {
      throw DebugFailure("\(error)")
    }
  }

  func canonical(_ path: String) -> String { URL(filePath: path).resolvingSymlinksInPath().path }

  private func path(_ path: String, in folder: String?) -> String {
    guard let folder, !path.hasPrefix("/") else { return path }
    return ModelLoader.path(path, includedIn: folder + "/launch")
  }

  private func load(model path: String, _ settings: [ConstantSetting]) throws -> Debuggee {
    let loaded = try ModelLoader.load(path, settings: settings)
    guard let system = loaded.system else { throw DebugFailure(mistakes(of: loaded, path)) }
    let rules = Quantity.count(system.rules.count, "rule")
    return Debuggee(
      program: loaded.program, system: system, trace: nil, introduction: ["\(path.visible), \(rules)"],
      paths: paths(of: loaded.sources))
  }

  /// A trace that the model has; where the file says something else, what the model says is shown.
  private func load(trace path: String, model: String?, in folder: String?) throws -> Debuggee {
    let saved = try SavedTrace(reading: path)
    let replay = SavedReplay.replay(
      saved, model: model ?? self.path(saved.document.origin.model, in: folder))
    guard let confirmed = replay.confirmed else { throw DebugFailure(replay.lines.joined(separator: "\n")) }
    let document = replay.document
    let title = "\"\(document.origin.claim.visible)\", \(Quantity.count(document.length, "step"))"
    return Debuggee(
      program: confirmed.program, system: confirmed.context.system, trace: confirmed.trace,
      introduction: [title] + replay.lines,
      ending: TraceText.ending(of: document, ink: Ink(isColoured: false)),
      paths: paths(of: confirmed.context.sources))
  }

  private func paths(of sources: SourceMap) -> [String?] {
    sources.files.map { FileManager.default.fileExists(atPath: $0.name) ? canonical($0.name) : nil }
  }

  /// The first mistakes with their lines, as they are printed elsewhere.
  private func mistakes(of loaded: LoadedModel, _ path: String) -> String {
    let errors = loaded.diagnostics.filter { $0.severity == .error }
    let renderer = SnippetRenderer(sourceMap: loaded.sources, colour: false)
    let shown = errors.prefix(Self.mostMistakes).map(renderer.render)
    let rest = errors.count - shown.count
    let more = rest > 0 ? ["and \(Quantity.count(rest, "more mistake"))"] : []
    return (["the model `\(path.visible)` has mistakes:"] + shown + more).joined(separator: "\n")
  }
}
