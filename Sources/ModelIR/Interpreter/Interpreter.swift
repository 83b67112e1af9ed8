import Diagnostics

/// The semantics of a transition system, written to be believed by reading: when an engine disagrees with the
/// interpreter, the engine is wrong.
///
/// Cost: a walk over the expression trees, a few hundred nanoseconds a node. Recursion of the model becomes recursion
/// here: evaluate on a thread with a large stack (64 MiB do for `maximumDepth` calls).
package struct Interpreter: Sendable {
  /// Steps one evaluation may take: calls, `while` iterations, and the iterations of loops and quantifiers with more
  /// than `freeIterations` values.
  package static let fuel = 1 << 20
  package static let freeIterations = 64
  /// Nested calls of functions and procedures.
  package static let maximumDepth = 1000

  package let system: TransitionSystem
  package let map: CellMap
  let functionFrames: [CellMap.Frame]
  let stop: StopFlag?

  /// Evaluations fail once `stop` is raised.
  package init(_ system: TransitionSystem, stop: StopFlag? = nil) {
    self.system = system
    self.stop = stop
    let map = CellMap(system)
    self.map = map
    self.functionFrames = system.functions.map { map.frame($0.locals) }
  }

  /// What one firing leads to.
  package enum Outcome: Hashable, Sendable {
    /// The next state, and the cover statements that were reached with a true condition.
    case next(State, covers: [PropertyID])
    /// An `assume` statement does not hold: nothing was fired.
    case dropped
    /// A global assumption does not hold in the next state: it does not count as reachable.
    case excluded(State)
    case failed(Failure)
  }

  /// Executes a start state on a state in which everything is undefined.
  package func start(_ firing: Firing) -> Outcome {
    fire(firing, in: State(cells: Array(repeating: nil, count: map.stateSize)))
  }

  /// Executes the body of a rule or start state, whether or not the guard holds; then applies global assumptions.
  package func fire(_ firing: Firing, in state: State) -> Outcome {
    let rule = system.rule(of: firing)
    var evaluation = Evaluation(self, state: state, locals: rule.locals)
    evaluation.bind(rule.parameters, to: firing.arguments)
    do throws(Abort) {
      try evaluation.poll(at: rule.range)
      _ = try evaluation.execute(rule.body)
    } catch {
      switch error {
      case .dropped: return .dropped
      case .failure(let failure): return .failed(failure)
      }
    }
    let next = evaluation.state
    do throws(Failure) {
      return try satisfiesAssumptions(next) ? .next(next, covers: evaluation.covers) : .excluded(next)
    } catch {
      return .failed(error)
    }
  }

  package func isEnabled(_ firing: Firing, in state: State) throws(Failure) -> Bool {
    let rule = system.rule(of: firing)
    guard let condition = rule.guardCondition else { return true }
    return try test(condition, locals: rule.locals, parameters: rule.parameters, firing.arguments, in: state)
  }

  /// Whether one instance of a property's condition holds; true for a property that is a statement.
  package func holds(_ id: PropertyID, arguments: [Value], in state: State) throws(Failure) -> Bool {
    let property = system[id]
    guard let condition = property.condition else { return true }
    return try test(condition, of: property, arguments, in: state)
  }

  /// Whether a state has what one instance of a `leadsto` property leads to; false of any other property.
  package func isGoal(of id: PropertyID, arguments: [Value], _ state: State) throws(Failure) -> Bool {
    guard let goal = system[id].leadsTo?.goal else { return false }
    return try test(goal, of: system[id], arguments, in: state)
  }

  /// Whether a state has what leads there.
  package func isPremise(of id: PropertyID, arguments: [Value], _ state: State) throws(Failure) -> Bool {
    guard let premise = system[id].leadsTo?.premise else { return false }
    return try test(premise, of: system[id], arguments, in: state)
  }

  /// Whether a state satisfies every global assumption for all values of its parameters.
  package func satisfiesAssumptions(_ state: State) throws(Failure) -> Bool {
    for id in system.propertyIDs where system[id].kind == .assumption && system[id].condition != nil {
      let parameters = system[id].parameters
      for instance in 0..<(parameters.instanceCount ?? 0) {
        guard try holds(id, arguments: parameters.arguments(ofInstance: instance), in: state) else {
          return false
        }
      }
    }
    return true
  }

  /// Evaluates an expression of a rule, property or of its own over a state.
  package func evaluate(
    _ expression: Expression, locals: [Local], parameters: [Parameter], arguments: [Value], in state: State
  ) throws(Failure) -> Value {
    var evaluation = Evaluation(self, state: state, locals: locals)
    evaluation.bind(parameters, to: arguments)
    do throws(Abort) {
      try evaluation.poll(at: expression.range)
      return try evaluation.value(of: expression)
    } catch {
      switch error {
      case .failure(let failure): throw failure
      case .dropped: return 0
      }
    }
  }

  private func test(
    _ condition: Expression, of property: Property, _ arguments: [Value], in state: State
  ) throws(Failure) -> Bool {
    try test(condition, locals: property.locals, parameters: property.parameters, arguments, in: state)
  }

  private func test(
    _ condition: Expression, locals: [Local], parameters: [Parameter], _ arguments: [Value], in state: State
  ) throws(Failure) -> Bool {
    try evaluate(condition, locals: locals, parameters: parameters, arguments: arguments, in: state) != 0
  }
}
