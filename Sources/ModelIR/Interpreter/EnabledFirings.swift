/// What can happen in a state.
extension Interpreter {
  /// All rule instances, rule by rule, instances in order.
  package var ruleFirings: some Sequence<Firing> {
    system.ruleIDs.lazy.flatMap { [system] id in
      let parameters = system[id].parameters
      return (0..<(parameters.instanceCount ?? 0)).lazy.map {
        Firing(subject: .rule(id), arguments: parameters.arguments(ofInstance: $0))
      }
    }
  }

  /// The first instances of each rule, however many it has, and whether these are all.
  package func ruleFirings(mostOfEach limit: UInt64) -> (firings: [Firing], isComplete: Bool) {
    var isComplete = true
    let firings = system.ruleIDs.flatMap { id in
      let parameters = system[id].parameters
      let count = parameters.instanceCount ?? .max
      if count > limit { isComplete = false }
      return (0..<Swift.min(count, limit)).map {
        Firing(subject: .rule(id), arguments: parameters.arguments(ofInstance: $0))
      }
    }
    return (firings, isComplete)
  }

  /// All rule instances whose guard holds; a guard that fails does not hold.
  package func enabledFirings(in state: State) -> [Firing] {
    ruleFirings.filter { (try? isEnabled($0, in: state)) == true }
  }

  /// What comes of a firing; nil if its guard does not hold, or fails.
  package func fireIfEnabled(_ firing: Firing, in state: State) -> Outcome? {
    (try? isEnabled(firing, in: state)) == true ? fire(firing, in: state) : nil
  }

  /// The first rule instance that leads from a state to another; nil if none does.
  package func firing(from state: State, to next: State) -> Firing? {
    ruleFirings.first { firing in
      if case .next(next, _)? = fireIfEnabled(firing, in: state) { true } else { false }
    }
  }

  /// What comes of a firing; nil if its guard does not hold.
  package func attempt(_ firing: Firing, in state: State) -> Outcome? {
    do throws(Failure) {
      return try isEnabled(firing, in: state) ? fire(firing, in: state) : nil
    } catch {
      return .failed(error)
    }
  }

  /// All start state instances.
  package var startFirings: [Firing] {
    system.startStates.indices.flatMap { index in
      let parameters = system.startStates[index].parameters
      return (0..<(parameters.instanceCount ?? 0)).map {
        Firing(subject: .start(index), arguments: parameters.arguments(ofInstance: $0))
      }
    }
  }
}
