import Checking
import Diagnostics
import ModelIR
import OrderedJSON
import Traces

/// What is wrong where the run stands, and why.
extension DebugSession {
  func exceptionInfo() throws(DebugFailure) -> JSON {
    let violations = violations(at: run.position)
    guard let first = violations.first else { throw DebugFailure("nothing is wrong here") }
    let lines = violations.flatMap { [text(of: $0)] + reasons(for: $0) }
    return .object([
      "exceptionId": .string(first.filter.label.lowercased()),
      "description": .string(lines.joined(separator: "\n")), "breakMode": .string("always"),
    ])
  }

  /// The parts that decide it, with what they read.
  private func reasons(for violation: Violation) -> [String] {
    let steps = [run.position - 1, run.position].compactMap { run.step(at: $0) }.map {
      Trace.Step(firing: $0.firing, state: $0.state)
    }
    let trace: Trace
    switch violation.kind {
    case .invariant(let id, let arguments):
      trace = Trace(claim: .property(id), steps: steps, ending: .violates(arguments: arguments))
    case .step(let failure):
      trace = Trace(
        claim: Claim(violatedBy: failure), steps: steps, ending: .fails(failure, inProperty: nil))
    case .evaluation: return []
    }
    return context.account(of: trace).map { part in
      String(repeating: "  ", count: part.depth + 1) + part.words.joined(separator: " ").visible
    }
  }
}
