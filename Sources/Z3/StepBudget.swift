/// Solver steps that a piece of work may still take.
///
/// Unlike a time, they do not make the outcome depend on what else the machine does.
package struct StepBudget: Sendable {
  /// As many as it takes.
  package static let unlimited = StepBudget(left: nil, perQuestion: .max)
  private var left: UInt32?
  private let perQuestion: UInt32

  private init(left: UInt32?, perQuestion: UInt32) {
    self.left = left
    self.perQuestion = perQuestion
  }

  /// So many in all, and for each question.
  package init(_ steps: UInt32, perQuestion: UInt32 = .max) {
    self.init(left: steps, perQuestion: perQuestion)
  }

  /// True if nothing may be asked any more.
  package var isSpent: Bool { left == 0 }

  /// Asks a solver a question within what is left; does not ask if that is nothing.
  package mutating func spend(
    on solver: Solver, asking question: (SolverLimits) throws(SolverError) -> Answer
  ) throws(SolverError) -> Answer {
    guard let left else { return try question(.none) }
    guard left > 0 else { return .unknown(reason: "its steps are used up") }
    let before = try solver.stepsTaken()
    let answer = try question(SolverLimits(steps: min(left, perQuestion)))
    let taken = try solver.stepsTaken() - before
    self.left = left - min(left, UInt32(clamping: taken))
    return answer
  }
}
