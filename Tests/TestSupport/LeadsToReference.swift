package import ModelIR

/// Decides `leadsto` properties in another way than the explorer, on a graph that the interpreter makes.
///
/// For each choice of the strongly fair instances that are fired again and again, all others being impossible from some point on,
/// fairness is a list of things that happen again and again; a fair path is then one that stays in the greatest set of states
/// from each of which all of these can be come to within the set (Emerson and Lei).
package struct LeadsToReference {
  private let interpreter: Interpreter
  private var states: [State] = []
  private var numbers: [State: Int] = [:]
  /// By state: where firings lead, and which.
  private var steps: [[(target: Int, firing: Firing)]] = []
  private var fair: [(firing: Firing, fairness: Fairness)] = []
  /// Firings, guards and start states that fail.
  package private(set) var failedSteps = 0
  /// False if there are more states than were wanted.
  package private(set) var isComplete = true

  package enum Answer: Hashable, Sendable {
    case holds, violated
    /// Evaluating it fails in some state.
    case fails
  }

  package init(_ system: TransitionSystem, mostStates: Int) {
    interpreter = Interpreter(system)
    for firing in interpreter.ruleFirings {
      guard case .rule(let id) = firing.subject, let fairness = system[id].fairness else { continue }
      fair.append((firing, fairness))
    }
    for firing in interpreter.startFirings {
      switch interpreter.start(firing) {
      case .next(let state, _): _ = number(of: state)
      case .failed: failedSteps += 1
      case .dropped, .excluded: break
      }
    }
    while steps.count < states.count {
      guard states.count <= mostStates else {
        isComplete = false
        return
      }
      let state = states[steps.count]
      var outgoing: [(target: Int, firing: Firing)] = []
      for firing in interpreter.ruleFirings {
        switch interpreter.attempt(firing, in: state) {
        case .next(let next, _): outgoing.append((number(of: next), firing))
        case .failed: failedSteps += 1
        case .dropped, .excluded, nil: break
        }
      }
      steps.append(outgoing)
    }
  }

  private mutating func number(of state: State) -> Int {
    if let number = numbers[state] { return number }
    numbers[state] = states.count
    states.append(state)
    return states.count - 1
  }

  /// How many choices of fair instances there are.
  package var choices: Int { 1 << min(fair.count { $0.fairness == .strong }, 40) }

  package func answer(_ property: PropertyID) -> Answer {
    let parameters = interpreter.system[property].parameters
    var answer = Answer.holds
    for instance in 0..<(parameters.instanceCount ?? 0) {
      switch self.answer(property, parameters.arguments(ofInstance: instance)) {
      case .fails: return .fails
      case .violated: answer = .violated
      case .holds: break
      }
    }
    return answer
  }

  private func answer(_ property: PropertyID, _ arguments: [Value]) -> Answer {
    var waits: [Bool] = []
    var isGoal: [Bool] = []
    for state in states {
      guard let goal = try? interpreter.isGoal(of: property, arguments: arguments, state),
        let idle = try? interpreter.holds(property, arguments: arguments, in: state)
      else { return .fails }
      isGoal.append(goal)
      waits.append(!idle)
    }
    let region = states.indices.filter { !isGoal[$0] }
    var doomed = Set(region.filter { steps[$0].isEmpty })
    for choice in 0..<choices { doomed.formUnion(fairStates(in: region, choice)) }
    // Whatever leads there without coming to the goal.
    var grows = true
    while grows {
      grows = false
      for state in region
      where !doomed.contains(state) && steps[state].contains(where: { doomed.contains($0.target) }) {
        doomed.insert(state)
        grows = true
      }
    }
    return doomed.contains { waits[$0] } ? .violated : .holds
  }

  /// States from which a path stays in the region, fires the chosen strongly fair instances again and again and never comes to
  /// a state in which another one could be fired, and is fair to all weakly fair ones.
  private func fairStates(in region: [Int], _ choice: Int) -> Set<Int> {
    let strong = fair.filter { $0.fairness == .strong }.map(\.firing)
    let chosen = strong.enumerated().filter { choice >> $0.offset & 1 == 1 }.map(\.element)
    let avoided = Set(strong).subtracting(chosen)
    let weak = fair.filter { $0.fairness == .weak }.map(\.firing)
    var stays = Set(region.filter { state in !steps[state].contains { avoided.contains($0.firing) } })
    while true {
      var next = stays.filter { state in steps[state].contains { stays.contains($0.target) } }
      for firing in chosen + weak where !next.isEmpty {
        let isWeak = weak.contains(firing)
        next = next.intersection(
          comesTo(within: stays) { source, step in
            step.firing == firing || isWeak && !steps[step.target].contains { $0.firing == firing }
          })
      }
      if next == stays { return stays }
      stays = next
    }
  }

  /// The states from which some path within the set has such a step.
  private func comesTo(
    within set: Set<Int>, _ isWanted: (Int, (target: Int, firing: Firing)) -> Bool
  ) -> Set<Int> {
    var found = set.filter { source in
      steps[source].contains { set.contains($0.target) && isWanted(source, $0) }
    }
    var queue = Array(found)
    var before: [Int: [Int]] = [:]
    for source in set { for step in steps[source] { before[step.target, default: []].append(source) } }
    while let state = queue.popLast() {
      for source in before[state] ?? [] where set.contains(source) && found.insert(source).inserted {
        queue.append(source)
      }
    }
    return found
  }
}
