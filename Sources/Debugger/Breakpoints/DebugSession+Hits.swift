import ModelIR
import Murphi

/// Which breakpoints a step hits.
extension DebugSession {
  /// Those that the step to the current place hits; a condition that cannot be evaluated counts as true, and is told of.
  mutating func hitBreakpoints() -> [Breakpoint] {
    var hit: [Breakpoint] = []
    for breakpoint in breakpoints.all where isReached(breakpoint) {
      do throws(DebugFailure) {
        if try isMet(breakpoint) { hit.append(breakpoint) }
      } catch {
        output.append("the condition of a breakpoint cannot be evaluated: \(error.message)")
        hit.append(breakpoint)
      }
    }
    return hit
  }

  private func isReached(_ breakpoint: Breakpoint) -> Bool {
    guard let step = run.step(at: run.position) else { return false }
    switch breakpoint.kind {
    case .rules(let subjects, _): return subjects.contains(step.firing.subject)
    case .change(let reading):
      guard run.position > 0, step.state != nil else { return false }
      return content(of: reading, at: run.position) != content(of: reading, at: run.position - 1)
    }
  }

  private func content(of reading: ExpressionReader.Reading, at position: Int) -> [Value?]? {
    try? Interpreter(reading.system).content(
      of: reading.expression, locals: reading.locals, in: run.state(at: position))
  }

  private func isMet(_ breakpoint: Breakpoint) throws(DebugFailure) -> Bool {
    guard !breakpoint.conditions.isEmpty, let step = run.step(at: run.position) else { return true }
    let isOfRule = if case .rules = breakpoint.kind { true } else { false }
    guard let reading = breakpoint.conditions[isOfRule ? step.firing.subject : nil] else { return true }
    return try value(of: reading, at: run.position, inRule: isOfRule).cells.first != 0
  }
}
