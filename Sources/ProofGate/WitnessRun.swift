package import Checking
import Diagnostics
package import ModelIR

/// Why the evidence for a verdict does not stand: a sentence.
package struct Objection: Error, Hashable, Sendable {
  package var message: String

  package init(_ message: String) { self.message = message.visible }
}

/// Runs between their text and a trace that the reference interpreter can replay.
package struct WitnessRun {
  private let system: TransitionSystem
  private let deadlock: DeadlockMode
  private let interpreter: Interpreter
  private let texts: FiringText
  /// More runs with the same text than anybody would write.
  private static let mostRuns = 64

  package init(_ system: TransitionSystem, deadlock: DeadlockMode) {
    self.system = system
    self.deadlock = deadlock
    interpreter = Interpreter(system)
    texts = FiringText(system: system)
  }

  // MARK: - To text

  package func text(of trace: Trace) -> WitnessText {
    var text = WitnessText(steps: trace.steps.map { texts.text(of: $0.firing) })
    func instance(_ arguments: [Value]) -> String {
      guard case .property(let id) = trace.claim else { return "" }
      return texts.text(of: arguments, for: system[id].parameters)
    }
    switch trace.ending {
    case .violates(let arguments), .reaches(let arguments): text.instance = instance(arguments)
    case .starves(let from, let loopsTo, let arguments):
      text.instance = instance(arguments)
      text.from = from
      text.loopsTo = loopsTo
    case .fails(_, let property): text.failingProperty = property.map { system[$0].name }
    case .guardFails(_, let firing): text.failingGuard = texts.text(of: firing)
    case .deadlock: break
    }
    return text
  }

  // MARK: - From text

  /// Runs the text; whatever it claims is checked by a replay.
  package func trace(of text: WitnessText, _ claim: Claim) throws(Objection) -> Trace {
    var objection = Objection("the run has no steps")
    for run in try runs(of: text) {
      do throws(Objection) {
        let trace = Trace(claim: claim, steps: run.steps, ending: try ending(of: run, text, claim))
        guard let reason = Replay(system, deadlock: deadlock).objection(to: trace) else { return trace }
        objection = Objection(reason)
      } catch {
        objection = error
      }
    }
    throw objection
  }

  /// A run so far; `failure` is how its last firing fails.
  private struct Run {
    var steps: [Trace.Step]
    var state: State?
    var failure: Failure?
  }

  private func runs(of text: WitnessText) throws(Objection) -> [Run] {
    var runs = [Run(steps: [])]
    for (number, line) in text.steps.enumerated() {
      let firings = texts.firings(line, isStart: number == 0)
      guard !firings.isEmpty else {
        throw Objection("the model has no \(number == 0 ? "start state" : "rule") `\(line)`")
      }
      runs = runs.flatMap { run in firings.compactMap { self.run(run, then: $0) } }
      guard !runs.isEmpty else { throw Objection("step \(number), `\(line)`, is not possible") }
      guard runs.count <= Self.mostRuns else { throw Objection("too many rules have the same names") }
    }
    return runs
  }

  /// Nil if the firing is not possible.
  private func run(_ run: Run, then firing: Firing) -> Run? {
    guard run.failure == nil else { return nil }
    switch run.state.map({ interpreter.fireIfEnabled(firing, in: $0) }) ?? interpreter.start(firing) {
    case .next(let state, _):
      return Run(steps: run.steps + [Trace.Step(firing: firing, state: state)], state: state)
    case .failed(let failure):
      return Run(steps: run.steps + [Trace.Step(firing: firing, state: nil)], failure: failure)
    case .dropped, .excluded, nil: return nil
    }
  }

  private func ending(of run: Run, _ text: WitnessText, _ claim: Claim) throws(Objection) -> Trace.Ending {
    if let failure = run.failure {
      try require(failure, isOf: claim)
      return .fails(failure, inProperty: nil)
    }
    guard let last = run.state else { throw Objection("the run has no steps") }
    if let name = text.failingProperty { return try failure(of: name, in: last, claim) }
    if let line = text.failingGuard { return try guardFailure(of: line, in: last, claim) }
    guard case .property(let id) = claim else {
      guard claim == .noDeadlock else { throw Objection("nothing fails at the end of the run") }
      return .deadlock
    }
    guard let arguments = texts.arguments(text.instance, for: system[id].parameters) else {
      throw Objection("the property has no instance `\(text.instance)`")
    }
    switch system[id].kind {
    case .invariant: return .violates(arguments: arguments)
    case .cover: return .reaches(arguments: arguments)
    case .liveness:
      guard let from = text.from, run.steps.indices.contains(from),
        text.loopsTo.map(run.steps.indices.contains) ?? true
      else { throw Objection("it does not say from where on the property never holds") }
      return .starves(from: from, loopsTo: text.loopsTo, arguments: arguments)
    case .assertion, .assumption: throw Objection("nothing fails at the end of the run")
    }
  }

  private func failure(of name: String, in state: State, _ claim: Claim) throws(Objection) -> Trace.Ending {
    for id in system.propertyIDs where system[id].name == name {
      let parameters = system[id].parameters
      for number in 0..<(parameters.instanceCount ?? 0) {
        do throws(Failure) {
          _ = try interpreter.holds(id, arguments: parameters.arguments(ofInstance: number), in: state)
        } catch {
          try require(error, isOf: claim)
          return .fails(error, inProperty: id)
        }
      }
    }
    throw Objection("evaluating `\(name)` does not fail in the last state")
  }

  private func guardFailure(of line: String, in state: State, _ claim: Claim) throws(Objection)
    -> Trace.Ending
  {
    for firing in texts.firings(line, isStart: false) {
      do throws(Failure) {
        _ = try interpreter.isEnabled(firing, in: state)
      } catch {
        try require(error, isOf: claim)
        return .guardFails(error, firing)
      }
    }
    throw Objection("evaluating the guard of `\(line)` does not fail in the last state")
  }

  /// A run that fails in another way shows nothing.
  private func require(_ failure: Failure, isOf claim: Claim) throws(Objection) {
    let shown = failure.property.map(Claim.property) ?? .noRuntimeError
    guard shown == claim else { throw Objection("the run fails in another way: \(failure.message)") }
  }
}
