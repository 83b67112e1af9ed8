package import ExplicitState
package import ModelIR

/// Walks a state space with the interpreted successor and demands the same answers of the compiled one.
package struct SuccessorComparison {
  private let pair: SuccessorPair
  private let system: TransitionSystem

  package init(_ pair: SuccessorPair, of system: TransitionSystem) {
    self.pair = pair
    self.system = system
  }

  /// The first difference among the first `limit` states, breadth first; nil if there is none.
  ///
  /// - Returns: the difference, and how many states were compared.
  package func firstDifference(limit: Int) -> (difference: String?, states: Int) {
    let interpreter = Interpreter(system)
    let probe = ExpansionProbe(system, width: pair.layout.width)
    var seen: Set<[UInt64]> = []
    var queue: [[UInt64]] = []
    func visit(_ words: [UInt64]) {
      if seen.insert(words).inserted { queue.append(words) }
    }
    for firing in interpreter.startFirings {
      if case .next(let state, _) = interpreter.start(firing) { visit(pair.layout.pack(state)) }
    }
    var next = 0
    while next < queue.count, next < limit {
      let state = queue[next]
      next += 1
      let expected = probe.expansion(of: state, by: pair.interpreted)
      let actual = probe.expansion(of: state, by: pair.compiled)
      if expected != actual {
        return ("in \(pair.layout.unpack(state).cells): interpreted \(expected), compiled \(actual)", next)
      }
      for successor in expected.successors { visit(successor) }
    }
    return (nil, next)
  }
}
