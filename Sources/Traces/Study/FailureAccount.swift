package import Checking
import ModelIR

/// What an evaluation that fails had read: of a run-time error in a trace.
package struct FailureAccount: Hashable, Sendable {
  /// As it is written in the model, in one line.
  package let text: String
  /// The places, bound variables and constants that it is made from.
  package let readings: [TraceDocument.Reading]

  /// ``ref[p] - 1`: p = 3, ref[3] = 0`, in pieces that belong on one line.
  package var words: [String] {
    let values = readings.filter { $0.name != text && $0.text != text }.map(\.text)
    let words = "`\(text)`\(values.isEmpty ? "" : ":")".split(separator: " ").map(String.init)
    return words + values.dropLast().map { "\($0)," } + values.suffix(1)
  }
}

extension TraceContext {
  /// Instances of a property among which the one that fails is sought.
  private static let mostInstances: UInt64 = 10_000
  private static let patience: Duration = .seconds(1)

  /// Nil if a trace does not end with a run-time error, or there is nothing to be said of it.
  package func failureAccount(of trace: Trace) -> FailureAccount? {
    let interpreter = Interpreter(system, stop: StopFlag(after: Self.patience))
    guard let point = point(of: trace, interpreter), let text = sourceText(of: point.range),
      !point.readings.isEmpty
    else { return nil }
    return FailureAccount(text: text, readings: point.readings.compactMap(reading))
  }

  private func point(of trace: Trace, _ interpreter: Interpreter) -> FailurePoint? {
    guard let last = trace.steps.last else { return nil }
    switch trace.ending {
    case .fails(_, nil):
      return interpreter.failurePoint(of: last.firing, in: trace.steps.dropLast().last?.state)
    case .fails(_, let property?):
      guard let state = last.state else { return nil }
      let parameters = system[property].parameters
      let instances = 0..<min(parameters.instanceCount ?? 0, Self.mostInstances)
      return instances.lazy.compactMap {
        interpreter.failurePoint(of: property, arguments: parameters.arguments(ofInstance: $0), in: state)
      }.first
    case .guardFails(_, let firing):
      return last.state.flatMap { interpreter.failurePoint(ofGuardOf: firing, in: $0) }
    case .violates, .deadlock, .reaches, .starves, .explains:
      return nil
    }
  }
}
