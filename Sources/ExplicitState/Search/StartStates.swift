import Checking
import ModelIR

/// The start states of a system, and the claims that are decided before any rule fires.
struct StartStates {
  /// Evidence for each claim that executing a start state decides: it fails, or reaches a cover statement.
  private(set) var decided: [Claim: Evidence] = [:]
  /// Whether one of them is violated.
  private(set) var isViolated = false
  /// How many start states fail.
  private(set) var failures: UInt64 = 0
  /// How often each cover statement was reached, by property index.
  private(set) var hits: [PropertyID: UInt64] = [:]

  /// Whether all were executed and their states visited.
  private(set) var isComplete = false

  private let interpreter: Interpreter
  private let stop: StopFlag

  /// What `interpreter` says once `stop` is raised is not listened to.
  init(_ interpreter: Interpreter, stop: StopFlag) {
    self.interpreter = interpreter
    self.stop = stop
  }

  /// Every start state with every combination of its parameters' values.
  static func firings(in system: TransitionSystem) -> some Sequence<Firing> {
    system.startStates.indices.lazy.flatMap { index in
      let parameters = system.startStates[index].parameters
      return (0..<(parameters.instanceCount ?? 0)).lazy.map { instance in
        Firing(subject: .start(index), arguments: parameters.arguments(ofInstance: instance))
      }
    }
  }

  /// Executes all start states of the system and hands each resulting state to `visit`, until that returns false.
  mutating func execute(_ visit: (State) -> Bool) {
    for firing in Self.firings(in: interpreter.system) {
      let outcome = interpreter.start(firing)
      if stop.isRaised { return }
      switch outcome {
      case .dropped, .excluded:
        break
      case .failed(let failure):
        failures += 1
        isViolated = true
        decide(Claim(violatedBy: failure), firing)
      case .next(let state, let covers):
        for cover in covers {
          hits[cover, default: 0] += 1
          decide(.property(cover), firing)
        }
        guard visit(state) else { return }
      }
    }
    isComplete = true
  }

  private mutating func decide(_ claim: Claim, _ firing: Firing) {
    if decided[claim] == nil { decided[claim] = Evidence(claim: claim, firings: [], ending: .firing(firing)) }
  }
}
