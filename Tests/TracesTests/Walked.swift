import Checking
import Diagnostics
import ModelIR
import TestSupport
import Testing
import Traces

/// A trace of a model that is given as a text: the firings by rule and arguments, from the only start state.
struct Walked {
  /// Two processes that may both be inside, and a step that fails.
  static let lock = """
    type process: scalarset(2);
    var at: array [process] of enum { IDLE, WAITING, INSIDE }; left: 0 .. 1;
    startstate "boot" begin for p: process do at[p] := IDLE end; left := 0; end;
    ruleset p: process do
      rule "lock" at[p] = IDLE ==> at[p] := WAITING; end;
      rule "acquire" at[p] = WAITING ==> at[p] := INSIDE; end;
    end;
    rule "overflow" left = 0 & (exists p: process do at[p] = INSIDE end) ==> left := left - 1; end;
    invariant "one at a time" !(forall p: process do at[p] = INSIDE end);
    """

  let context: TraceContext
  let trace: Trace
  let document: TraceDocument

  init(
    _ text: String, _ firings: [(rule: Int, arguments: [Value])], _ ending: Trace.Ending,
    claim: Claim = .property(PropertyID(0)), failsAtTheEnd: Bool = false, name: String = "walk.m"
  ) throws {
    let system = try Run.system(text)
    let interpreter = Interpreter(system)
    var firing = Firing(subject: .start(0), arguments: [])
    var outcome = interpreter.start(firing)
    var steps: [Trace.Step] = []
    var rest = firings[...]
    while case .next(let state, _) = outcome {
      steps.append(Trace.Step(firing: firing, state: state))
      guard let next = rest.popFirst() else { break }
      firing = Firing(subject: .rule(RuleID(next.rule)), arguments: next.arguments)
      outcome = interpreter.fire(firing, in: state)
    }
    if failsAtTheEnd { steps.append(Trace.Step(firing: firing, state: nil)) }
    context = TraceContext(
      system: system, sources: SourceMap(files: [SourceFile(name: name, text: text)]))
    trace = Trace(claim: claim, steps: steps, ending: ending)
    let origin = TraceDocument.Origin(
      toolVersion: "1", model: name, digest: "", settings: [], deadlock: .stuttering, claim: "",
      source: nil, check: nil)
    document = TraceDocument(trace, in: context, origin: origin)
  }

  func page(isExplained: Bool = false, file: String? = nil) -> String {
    let study = TraceStudy(of: document, trace, in: context, isExplained: isExplained)
    return HTMLTrace.text(of: document, study, in: context, file: file)
  }
}
