import Encoding
import Z3

/// The strategies, and in which order they are worth trying: a new one has its place here.
struct StrategyCatalog {
  let problem: SafetyProblem
  let blackboard: Blackboard
  /// Runs are not searched deeper than this.
  let maximumDepth: Int?

  /// Runs are not searched deeper than this once no strategy is left that could prove something.
  private static let depthWithoutProof = 40
  /// With one thread, short runs are looked at before proofs.
  private static let firstDepth = 6
  /// How much looking back may delay the search for an invariant where both have one thread: about a second.
  private static let firstLook = StepBudget(2_500_000)

  /// One strategy that looks for violations beside one or two that prove; with one job, one after the other.
  func plan(jobs: Int) -> StrategyPlan {
    switch jobs {
    case ...1: .inTurn([falsifyShortly, .proving(.inTurn([lemmas, takeTurns])), falsify])
    case 2: .sideBySide([falsify, .proving(.inTurn([lemmas, takeTurns]))])
    default: .sideBySide([falsify, .proving(.inTurn([lemmas, .sideBySide([lookBack(), strengthen])]))])
    }
  }

  /// Looks for runs that violate a claim, shortest first.
  var falsify: StrategyPlan {
    .run(
      BoundedModelChecking(
        problem: problem, blackboard: blackboard, maximumDepth: maximumDepth,
        depthAlone: Self.depthWithoutProof))
  }

  private var falsifyShortly: StrategyPlan {
    let depth = min(maximumDepth ?? .max, Self.firstDepth)
    return .run(
      BoundedModelChecking(problem: problem, blackboard: blackboard, maximumDepth: depth, depthAlone: depth))
  }

  private var lemmas: StrategyPlan { .run(InductiveLemmas(problem: problem, blackboard: blackboard)) }

  /// Both on one thread: whatever is quick first.
  private var takeTurns: StrategyPlan { .inTurn([lookBack(Self.firstLook), strengthen, lookBack()]) }

  /// Looks back farther than one state.
  private func lookBack(_ budget: StepBudget = .unlimited) -> StrategyPlan {
    .run(KInduction(problem: problem, blackboard: blackboard, budget: budget))
  }

  /// Looks for an invariant.
  private var strengthen: StrategyPlan {
    .run(PropertyDirectedReachability(problem: problem, blackboard: blackboard))
  }
}
