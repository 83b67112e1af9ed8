import Checking
import Debugger
import Diagnostics
import Foundation
import ModelIR
import Murphi
import Traces
import Wording

/// Models of the folder `Sessions/`, as if they lay in `/models/`; the trace of a model is its shortest counterexample.
struct SessionLoader: DebuggeeLoader {
  /// Texts that are no files of the folder.
  var texts: [String: String] = [:]

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Sessions")

  func load(_ arguments: LaunchArguments) throws(DebugFailure) -> Debuggee {
    let name = arguments.trace ?? arguments.model ?? ""
    guard
      let text = texts[name] ?? (try? String(contentsOf: Self.folder.appending(path: name), encoding: .utf8))
    else { throw DebugFailure("there is no `\(name)`") }
    let settings = arguments.settings.map { Setting(name: $0.name, value: $0.value) }
    let compilation = MurphiFrontEnd.compile(
      main: SourceFile(name: name, text: text), settings: settings
    ) { _, _ in .failure(IncludeFailure(message: "there are no other files")) }
    guard let system = compilation.system else {
      throw DebugFailure(compilation.diagnostics.map(\.message).joined(separator: "\n"))
    }
    let trace = arguments.trace == nil ? nil : Self.counterexample(of: system)
    return Debuggee(
      program: compilation.program, system: system, trace: trace, introduction: ["this is \(name)"],
      ending: trace.map { ending(of: $0, in: compilation, system) } ?? [],
      paths: ["/models/\(name)"] + settings.map { _ in nil })
  }

  func canonical(_ path: String) -> String { path.replacing("/linked/", with: "/models/") }

  private func ending(
    of trace: Trace, in compilation: Compilation, _ system: TransitionSystem
  ) -> [String] {
    let context = TraceContext(system: system, sources: compilation.program.sourceMap)
    let origin = TraceDocument.Origin(
      toolVersion: "1", model: "", digest: "", settings: [], deadlock: .off, claim: "", source: nil,
      check: nil)
    return TraceText.ending(
      of: TraceDocument(trace, in: context, origin: origin), ink: Ink(isColoured: false))
  }

  /// By a search of all states in the order of their distance; nil if the first invariant holds.
  static func counterexample(of system: TransitionSystem) -> Trace? {
    let interpreter = Interpreter(system)
    let claim = PropertyID(0)
    var runs: [[Trace.Step]] = []
    for firing in interpreter.startFirings {
      guard case .next(let state, _) = interpreter.start(firing) else { continue }
      runs.append([Trace.Step(firing: firing, state: state)])
    }
    var seen: Set<State> = []
    while !runs.isEmpty {
      var longer: [[Trace.Step]] = []
      for run in runs {
        guard let state = run.last?.state, seen.insert(state).inserted else { continue }
        if (try? interpreter.holds(claim, arguments: [], in: state)) == false {
          return Trace(claim: .property(claim), steps: run, ending: .violates(arguments: []))
        }
        for firing in interpreter.enabledFirings(in: state) {
          guard case .next(let next, _) = interpreter.fire(firing, in: state) else { continue }
          longer.append(run + [Trace.Step(firing: firing, state: next)])
        }
      }
      runs = longer
    }
    return nil
  }
}
