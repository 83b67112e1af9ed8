package import Diagnostics
package import ModelIR
import Murphi

/// What is wrong with how a design and its abstract model belong together, without a look at their states.
package struct RefinementReader: Sendable {
  package typealias Mistakes =
    @Sendable (_ design: TransitionSystem, _ abstract: TransitionSystem, RefinementTarget) -> [Diagnostic]

  private let mistakes: Mistakes

  package init(_ mistakes: @escaping Mistakes) { self.mistakes = mistakes }

  func diagnostics(of compilation: Compilation, _ workspace: inout Workspace) -> [Diagnostic] {
    guard let system = compilation.system, let target = system.refines else { return [] }
    guard let abstract = workspace.abstraction(target, of: compilation) else {
      return [Self.mistake("there is no model `\(target.file)`, or it cannot be read", at: target)]
    }
    guard let abstractSystem = abstract.system else {
      return [Self.mistake("the abstract model `\(target.file)` has mistakes", at: target)]
    }
    return mistakes(system, abstractSystem, target)
  }

  private static func mistake(_ message: String, at target: RefinementTarget) -> Diagnostic {
    Diagnostic(.error, .invalidRefinement, message, at: target.range)
  }
}
