import ModelIR

/// Something that is wrong in a state, or with the step that leads to it.
struct Violation: Hashable {
  enum Kind: Hashable {
    /// An invariant is false for these values of its parameters.
    case invariant(PropertyID, arguments: [Value])
    /// An invariant cannot be evaluated.
    case evaluation(PropertyID, Failure)
    /// The step fails.
    case step(Failure)
  }

  var kind: Kind

  var filter: ExceptionFilter {
    switch kind {
    case .invariant: .violation
    case .step(let failure): failure.kind == .assertion ? .violation : .failure
    case .evaluation: .failure
    }
  }

  /// Instances of a property that are looked at.
  private static let mostInstances: UInt64 = 10_000

  /// All that is wrong after a step; of an invariant, the first instance that is.
  static func all(at position: Int, of run: DebuggedRun, _ interpreter: Interpreter) -> [Violation] {
    guard let step = run.step(at: position) else { return [] }
    guard let state = step.state else {
      return run.failure(at: position).map { [Violation(kind: .step($0))] } ?? []
    }
    return interpreter.system.propertyIDs.compactMap { violation(of: $0, in: state, interpreter) }
  }

  private static func violation(
    of id: PropertyID, in state: State, _ interpreter: Interpreter
  ) -> Violation? {
    let property = interpreter.system[id]
    guard property.kind == .invariant else { return nil }
    for instance in 0..<min(property.parameters.instanceCount ?? .max, mostInstances) {
      let arguments = property.parameters.arguments(ofInstance: instance)
      do throws(Failure) {
        guard try interpreter.holds(id, arguments: arguments, in: state) else {
          return Violation(kind: .invariant(id, arguments: arguments))
        }
      } catch {
        if error.kind == .stopped { return nil }
        return Violation(kind: .evaluation(id, error))
      }
    }
    return nil
  }
}
