package import Checking
package import ModelIR

/// A system's successor function in both forms, for comparing them.
package struct SuccessorPair: Sendable {
  package let layout: StateLayout
  /// True if both replace successors by their orbits' representatives when asked to.
  package let hasSymmetry: Bool
  package let interpreted: any Successor
  package let compiled: any Successor

  /// Compiles; fails with `.unsupported` if that is not possible.
  package init(
    _ system: TransitionSystem, symmetry: Bool, native: NativeOptions
  ) async throws(EngineFailure) {
    let task = CheckTask(system: system, claims: [], symmetry: symmetry)
    let (plan, source) = try await onDeepStack { () throws(EngineFailure) in
      let plan = try ExplicitEngine.Plan(task, start: .now, stop: StopFlag())
      return (plan, plan.generatedC())
    }
    do throws(NativeFailure) {
      let library = try await NativeCompiler(options: native).library(for: source)
      compiled = try SuccessorLibrary(library, width: plan.layout.width)
    } catch {
      throw EngineFailure(.unsupported, error.reason)
    }
    layout = plan.layout
    hasSymmetry = plan.task.symmetry && plan.orbits != nil
    interpreted = plan.interpretedSuccessor(stop: StopFlag())
  }
}
