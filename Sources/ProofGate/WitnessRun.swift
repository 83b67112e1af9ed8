package import Checking
package import ModelIR

/// Runs between their text and a trace that the reference interpreter can replay.
package struct WitnessRun {
  private let system: TransitionSystem
  private let confirmation: Confirmation
  private let texts: FiringText
  /// More runs with the same text than anybody would write.
  private static let mostRuns = 64

  package init(_ system: TransitionSystem, deadlock: DeadlockMode) {
    self.system = system
    confirmation = Confirmation(system, deadlock: deadlock)
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
    case .deadlock, .explains: break
    }
    return text
  }

  // MARK: - From text

  /// Runs the text; it must be that of a trace that the interpreter confirms.
  package func trace(of text: WitnessText, _ claim: Claim) throws(Objection) -> Trace {
    var objection: Objection?
    for firings in try runs(of: text) {
      for evidence in try evidence(text, firings, claim) {
        do throws(Unconfirmed) {
          let trace = try confirmation.confirm(evidence).trace
          if self.text(of: trace).hasSameBytes(as: text) { return trace }
          objection = objection ?? Objection("the run is another one than the text says")
        } catch {
          objection = objection ?? Objection(error.reason)
        }
      }
    }
    throw objection ?? Objection("nothing is to be seen at the end of the run")
  }

  /// The firings that the steps may stand for; names need not be unique.
  private func runs(of text: WitnessText) throws(Objection) -> [[Firing]] {
    var runs: [[Firing]] = [[]]
    for (number, line) in text.steps.enumerated() {
      let firings = texts.firings(line, isStart: number == 0)
      guard !firings.isEmpty else {
        throw Objection("the model has no \(number == 0 ? "start state" : "rule") `\(line)`")
      }
      runs = runs.flatMap { run in firings.map { run + [$0] } }
      // What the last step does is to be seen.
      if runs.count > 1, number < text.steps.count - 1 {
        runs.removeAll { (try? confirmation.run($0)) == nil }
        guard !runs.isEmpty else { throw Objection("step \(number), `\(line)`, is not possible") }
      }
      guard runs.count <= Self.mostRuns else { throw Objection("too many rules have the same names") }
    }
    return runs
  }

  /// What the text may say of a run.
  private func evidence(
    _ text: WitnessText, _ firings: [Firing], _ claim: Claim
  ) throws(Objection) -> [Evidence] {
    func whole(_ ending: Evidence.Ending) -> [Evidence] {
      [Evidence(claim: claim, firings: firings, ending: ending)]
    }
    if let name = text.failingProperty {
      return system.propertyIDs.filter { system[$0].name == name }.map {
        Evidence(claim: claim, firings: firings, ending: .property($0, instance: []), isLiteral: false)
      }
    }
    if let line = text.failingGuard {
      return texts.firings(line, isStart: false).flatMap { whole(.guardOf($0)) }
    }
    switch claim {
    case .noDeadlock: return whole(.deadlock)
    case .noRuntimeError: return lastStep(firings, claim)
    case .property(let id):
      guard let arguments = texts.arguments(text.instance, for: system[id].parameters) else {
        throw Objection("the property has no instance `\(text.instance)`")
      }
      if claim.isStatement(in: system) { return lastStep(firings, claim) }
      guard system[id].isAboutRuns else { return whole(.state(instance: arguments)) }
      guard let from = text.from else {
        throw Objection("it does not say from where on the property never holds")
      }
      let end = text.loopsTo.map(Starvation.End.loop) ?? .deadEnd
      return whole(.starves(from: from, end, instance: arguments))
    }
  }

  private func lastStep(_ firings: [Firing], _ claim: Claim) -> [Evidence] {
    firings.last.map { [Evidence(claim: claim, firings: firings.dropLast(), ending: .firing($0))] } ?? []
  }
}
