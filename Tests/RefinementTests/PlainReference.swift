import ModelIR

/// Whether one system refines another with the same variables, both as graphs of all states: slow and plain.
struct PlainReference {
  enum Answer: Hashable, CustomStringConvertible {
    case refines
    /// After so many steps, at least.
    case violated(Int)
    case unknown

    var description: String {
      switch self {
      case .refines: "refines"
      case .violated(let steps): "violated \(steps)"
      case .unknown: "unknown"
      }
    }
  }

  private let design: Interpreter
  private let model: Interpreter
  private let most: Int

  init(_ design: TransitionSystem, refines model: TransitionSystem, most: Int) {
    self.design = Interpreter(design)
    self.model = Interpreter(model)
    self.most = most
  }

  /// Nil if the design has more states than `limit`.
  func answer(limit: Int) -> Answer? {
    var steps: [State: Int] = [:]
    var level: [State] = []
    var failures = 0
    let starts = Set(model.startFirings.compactMap { self.state(model.start($0)) })
    for firing in design.startFirings {
      let outcome = design.start(firing)
      if case .failed = outcome { failures += 1 }
      guard let state = state(outcome) else { continue }
      guard starts.contains(state) else { return .violated(0) }
      if steps.updateValue(0, forKey: state) == nil { level.append(state) }
    }
    guard !level.isEmpty else { return .unknown }
    var number = 1
    while !level.isEmpty {
      var next: [State] = []
      for state in level {
        var allowed: Set<State>?
        for firing in design.ruleFirings {
          guard let outcome = design.attempt(firing, in: state) else { continue }
          if case .failed = outcome { failures += 1 }
          guard let successor = self.state(outcome) else { continue }
          if successor != state {
            let known = allowed ?? reached(from: state)
            allowed = known
            if !known.contains(successor) { return .violated(number) }
          }
          if steps[successor] == nil {
            steps[successor] = number
            next.append(successor)
            guard steps.count <= limit else { return nil }
          }
        }
      }
      level = next
      number += 1
    }
    return failures > 0 ? .unknown : .refines
  }

  /// What up to `most` steps of the abstract model lead to.
  private func reached(from state: State) -> Set<State> {
    var all: Set<State> = []
    var level: Set<State> = [state]
    for _ in 1...most {
      level = Set(
        level.flatMap { state in model.ruleFirings.compactMap { self.state(model.attempt($0, in: state)) } })
      all.formUnion(level)
    }
    return all
  }

  private func state(_ outcome: Interpreter.Outcome?) -> State? {
    if case .next(let state, _)? = outcome { state } else { nil }
  }
}
