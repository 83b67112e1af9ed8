import Diagnostics
import ModelIR
import Murphi
import OrderedJSON
import Traces
import Wording

/// What is debugged, from its launch on: the run, where it stops, and what was shown of it.
struct DebugSession {
  let debuggee: Debuggee
  let context: TraceContext
  let interpreter: Interpreter
  let places: RulePlaces
  let reader: ExpressionReader
  let habits: ClientHabits
  let loader: any DebuggeeLoader
  var run: DebuggedRun
  var breakpoints = BreakpointTable()
  var filters = Set(ExceptionFilter.allCases)
  /// What the client may ask for by number, until the run goes on.
  var shown = ShownValues()
  var targets = StepTargets()
  /// What the user is told next.
  var output: [String] = []

  init(_ debuggee: Debuggee, _ habits: ClientHabits, _ loader: any DebuggeeLoader) {
    self.debuggee = debuggee
    self.habits = habits
    self.loader = loader
    context = TraceContext(system: debuggee.system, sources: debuggee.sources)
    interpreter = Interpreter(debuggee.system)
    places = RulePlaces(debuggee)
    reader = ExpressionReader(debuggee.program)
    run = DebuggedRun(debuggee.trace, in: interpreter)
  }

  var system: TransitionSystem { debuggee.system }

  /// `lock (p = process_0)`.
  func text(of firing: Firing) -> String { context.action(firing).text.visible }

  /// What is wrong after a step, of what the client wants to hear of.
  func violations(at position: Int) -> [Violation] {
    guard !filters.isEmpty else { return [] }
    return Violation.all(at: position, of: run, interpreter).filter { filters.contains($0.filter) }
  }

  /// A violation in a sentence.
  func text(of violation: Violation) -> String {
    switch violation.kind {
    case .invariant(let id, let arguments):
      let values = zip(system[id].parameters, arguments).map { parameter, value in
        "\(parameter.name) = \(system.text(of: value, type: parameter.type))"
      }
      let instance = values.isEmpty ? "" : " (\(values.joined(separator: ", ")))"
      return "violated: \"\(system[id].name)\"\(instance)"
    case .evaluation(let id, let failure):
      return "evaluating \"\(system[id].name)\" fails: \(failure.message)"
    case .step(let failure): return "the step fails: \(failure.message)"
    }
  }

  mutating func takeOutput() -> [String] {
    defer { output = [] }
    return output
  }

  mutating func setExceptionBreakpoints(_ arguments: JSON) -> JSON {
    let wanted = (arguments["filters"]?.elements ?? []).map { $0.string ?? "" }
    filters = Set(wanted.compactMap(ExceptionFilter.init(rawValue:)))
    return .object([
      "breakpoints": .array(
        wanted.map { name in
          let isKnown = ExceptionFilter(rawValue: name) != nil
          return .object([
            "verified": .boolean(isKnown),
            "message": isKnown ? nil : .string("there is no filter `\(name.visible)`"),
          ])
        })
    ])
  }

  /// After a move: what was shown is no longer so.
  mutating func forget() {
    shown = ShownValues()
    targets = StepTargets()
  }
}
