import Checking
import Encoding
import ModelIR

/// Turns the firings a solver found into a trace, by running the reference interpreter.
struct RunBuilder {
  private let system: TransitionSystem
  private let interpreter: Interpreter
  private let canRun: Bool

  init(_ encoding: TransitionEncoding) {
    system = encoding.system
    interpreter = Interpreter(encoding.system)
    canRun = encoding.canWriteStates
  }

  /// Why there is no trace of what a solver found.
  var objection: String {
    canRun
      ? "the interpreter does not confirm what the solver found"
      : "a run that decides it was found, but its states are too large to be replayed; use smaller arrays"
  }

  /// The run of `firings`, ending as `origin` says; nil if the interpreter does not agree.
  func trace(_ claim: Claim, _ firings: [Firing], _ origin: Goal.Origin, arguments: [Value]) -> Trace? {
    guard let (steps, last) = run(firings) else { return nil }
    switch origin {
    case .property(let id):
      let ending: Trace.Ending =
        system[id].kind == .cover ? .reaches(arguments: arguments) : .violates(arguments: arguments)
      return Trace(claim: claim, steps: steps, ending: ending)
    case .propertyFailure(let id):
      do throws(Failure) {
        _ = try interpreter.holds(id, arguments: arguments, in: last)
        return nil
      } catch {
        return Trace(claim: claim, steps: steps, ending: .fails(error, inProperty: id))
      }
    case .ruleFailure(let rule):
      return failing(claim, steps, last, Firing(subject: .rule(rule), arguments: arguments))
    case .coverStatement(let rule):
      let firing = Firing(subject: .rule(rule), arguments: arguments)
      guard case .next(let state, _) = interpreter.fire(firing, in: last) else { return nil }
      return Trace(
        claim: claim, steps: steps + [Trace.Step(firing: firing, state: state)],
        ending: .reaches(arguments: []))
    case .deadlock:
      return Trace(claim: claim, steps: steps, ending: .deadlock)
    }
  }

  /// A trace of a start state that decides the claim by itself.
  func trace(_ claim: Claim, start firing: Firing) -> Trace? {
    guard canRun else { return nil }
    return switch interpreter.start(firing) {
    case .failed(let failure):
      Trace(
        claim: claim, steps: [Trace.Step(firing: firing, state: nil)],
        ending: .fails(failure, inProperty: nil))
    case .next(let state, _):
      Trace(
        claim: claim, steps: [Trace.Step(firing: firing, state: state)], ending: .reaches(arguments: []))
    case .dropped, .excluded: nil
    }
  }

  private func failing(_ claim: Claim, _ steps: [Trace.Step], _ last: State, _ firing: Firing) -> Trace? {
    do throws(Failure) {
      _ = try interpreter.isEnabled(firing, in: last)
    } catch {
      return Trace(claim: claim, steps: steps, ending: .guardFails(error, firing))
    }
    guard case .failed(let failure) = interpreter.fire(firing, in: last) else { return nil }
    return Trace(
      claim: claim, steps: steps + [Trace.Step(firing: firing, state: nil)],
      ending: .fails(failure, inProperty: nil))
  }

  /// The states of a run; nil if the firings are none.
  func run(_ firings: [Firing]) -> (steps: [Trace.Step], last: State)? {
    guard canRun else { return nil }
    var steps: [Trace.Step] = []
    var current: State?
    for firing in firings {
      let outcome = current.map { interpreter.fire(firing, in: $0) } ?? interpreter.start(firing)
      guard case .next(let state, _) = outcome else { return nil }
      steps.append(Trace.Step(firing: firing, state: state))
      current = state
    }
    return current.map { (steps, $0) }
  }
}
