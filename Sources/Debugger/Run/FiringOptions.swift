import ModelIR

/// What can happen in a state, or at the very start.
struct FiringOptions {
  struct Option: Hashable {
    var firing: Firing
    /// Nil if it fails.
    var state: State?
    /// Why it fails.
    var failure: String?
  }

  /// In the order of the model's rules.
  private(set) var options: [Option] = []
  /// Whether these are all.
  private(set) var isComplete = true

  /// More instances of a rule are not tried.
  private static let mostOfEach: UInt64 = 10_000
  /// How long they may be tried.
  private static let patience: Duration = .seconds(2)

  /// Nothing can happen.
  init() {}

  /// Without a state, the start states.
  init(in state: State?, _ interpreter: Interpreter) {
    let stop = StopFlag(after: Self.patience)
    let interpreter = Interpreter(interpreter.system, stop: stop)
    let firings: [Firing]
    if state == nil {
      firings = Self.starts(of: interpreter.system)
      isComplete = interpreter.system.startStates.allSatisfy {
        ($0.parameters.instanceCount ?? .max) <= Self.mostOfEach
      }
    } else {
      (firings, isComplete) = interpreter.ruleFirings(mostOfEach: Self.mostOfEach)
    }
    for firing in firings {
      let outcome =
        if let state { interpreter.fireIfEnabled(firing, in: state) } else { interpreter.start(firing) }
      if stop.isRaised {
        isComplete = false
        return
      }
      switch outcome {
      case .next(let next, _): options.append(Option(firing: firing, state: next))
      case .failed(let failure): options.append(Option(firing: firing, failure: failure.message))
      case .dropped, .excluded, nil: break
      }
    }
  }

  private static func starts(of system: TransitionSystem) -> [Firing] {
    system.startStates.enumerated().flatMap { index, rule in
      (0..<min(rule.parameters.instanceCount ?? .max, mostOfEach)).map {
        Firing(subject: .start(index), arguments: rule.parameters.arguments(ofInstance: $0))
      }
    }
  }
}
