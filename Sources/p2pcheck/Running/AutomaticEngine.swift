import Checking
import ExplicitState
import ModelIR
import Symbolic
import Z3

/// Explores what can be enumerated, and has both engines race where numbers are wide but the steps are few enough to try.
///
/// What one of them refuses is left to the other.
struct AutomaticEngine: Engine {
  static let name = "auto"

  let explicit: ExplicitEngine
  let symbolic: SymbolicEngine
  /// False to leave wide models to the prover alone, so that the verdicts of a file of checks are always of the same engine.
  var races = true

  /// A type with more values is a size of the real machine, not of a model of it.
  private static let mostValues: Value = 1 << 16

  func check(_ task: CheckTask, observer: any CheckObserver) async throws(EngineFailure) -> CheckResult {
    guard Self.isWide(task.system) else { return try await explicit.check(task, observer: observer) }
    if races, Z3Library.problem == nil, !Self.hasWideRules(task.system) {
      return try await EngineRace(explorer: explicit, prover: symbolic, task: task).result(observer)
    }
    do {
      return try await symbolic.check(task, observer: observer)
    } catch {
      guard error.kind == .unsupported, Z3Library.problem == nil else { throw error }
      var result = try await explicit.check(task, observer: observer)
      result.engine = ExplicitEngine.name
      result.notes.append(Note("explored instead of proved: \(error.message)"))
      return result
    }
  }

  /// The word under which the engine that does the work appears in reports.
  static func name(for system: TransitionSystem) -> String {
    isWide(system) ? SymbolicEngine.name : ExplicitEngine.name
  }

  /// Whether a state variable or a ruleset has too many values to try them one by one.
  private static func isWide(_ system: TransitionSystem) -> Bool {
    hasWideRules(system) || system.variables.contains { isWide($0.type, in: system) }
  }

  /// Whether a ruleset has too many instances to try them one by one.
  private static func hasWideRules(_ system: TransitionSystem) -> Bool {
    (system.startStates + system.rules).contains { rule in
      let count = rule.parameters.reduce(Double(1)) { $0 * Double($1.count) }
      return count > Double(mostValues)
    }
  }

  private static func isWide(_ type: TypeID, in system: TransitionSystem) -> Bool {
    switch system[type].shape {
    case .integers(let low, let high): high - low >= mostValues
    case .array(let index, let element): isWide(index, in: system) || isWide(element, in: system)
    case .record(let fields): fields.contains { isWide($0.type, in: system) }
    case .boolean, .enumeration, .scalarset, .union: false
    }
  }
}
