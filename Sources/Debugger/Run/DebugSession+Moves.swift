import ModelIR
import Wording

/// Going forward and back.
extension DebugSession {
  /// What a move comes to.
  enum Move {
    case stopped(Stop)
    /// The end of the trace is left.
    case terminated
  }

  /// Where the run is at first.
  mutating func enter() -> Stop {
    output += debuggee.introduction
    if run.position == DebuggedRun.beforeStart { output += choiceOfStart() }
    return stop(.entry)
  }

  /// One step forward; at the end of a run by hand, the only rule that is enabled.
  mutating func stepForward() -> Stop {
    forget()
    guard run.isAtEnd else {
      run.go(to: run.position + 1)
      return arrival(.step)
    }
    if run.isInTrace {
      output.append("the end of the trace; `rules` lists what else can happen here")
      return stop(.step)
    }
    let options = run.options(at: run.position)
    if options.options.count == 1, options.isComplete {
      run.take(options.options[0])
      return arrival(.step)
    }
    output += choice(options)
    return stop(.step)
  }

  mutating func stepBack() -> Stop {
    forget()
    if run.position == run.first { output.append("the start of the run") }
    run.go(to: run.position - 1)
    return stop(.step)
  }

  /// To a step of the run.
  mutating func go(to position: Int, _ reason: Stop.Reason) -> Stop {
    forget()
    run.go(to: position)
    return arrival(reason)
  }

  mutating func restart() -> Stop {
    forget()
    run.restart()
    return stop(.restart)
  }

  /// Another way, or the same, from the state after a step on.
  mutating func fire(_ option: FiringOptions.Option, from position: Int) -> Stop {
    let wasInTrace = run.isInTrace
    forget()
    run.go(to: position)
    run.take(option)
    if wasInTrace, !run.isInTrace { output.append("the run leaves the trace here; `back` leads back") }
    return arrival(.step)
  }

  /// Forward to where something stops it, or to the end.
  mutating func continueForward() -> Move {
    forget()
    if run.isAtEnd {
      if run.isInTrace { return .terminated }
      let options = run.options(at: run.position)
      if options.options.isEmpty, options.isComplete { return .terminated }
      output += choice(options)
      return .stopped(stop(.step))
    }
    while !run.isAtEnd {
      run.go(to: run.position + 1)
      if let found = interruption() { return .stopped(found) }
    }
    return .stopped(arrival(.step))
  }

  mutating func continueBack() -> Stop {
    forget()
    while run.position > run.first {
      run.go(to: run.position - 1)
      if let found = interruption() { return found }
    }
    return stop(.entry)
  }

  /// What stops a run that goes on at this place; nil if nothing does.
  private mutating func interruption() -> Stop? {
    let hit = hitBreakpoints()
    let violations = violations(at: run.position)
    guard violations.isEmpty else {
      var stop = arrival(.exception)
      stop.breakpoints = hit.map(\.id)
      return stop
    }
    guard let first = hit.first else { return nil }
    var stop = arrival(first.reason)
    stop.breakpoints = hit.map(\.id)
    return stop
  }

  /// A stop after a step, with what is to be said of it.
  private mutating func arrival(_ reason: Stop.Reason) -> Stop {
    if run.isInTrace, run.isAtEnd { output += debuggee.ending }
    return stop(reason)
  }

  private func stop(_ reason: Stop.Reason) -> Stop {
    if let violation = violations(at: run.position).first {
      return Stop(reason: .exception, description: text(of: violation))
    }
    let isEnd = run.isInTrace && run.isAtEnd
    return Stop(reason: reason, description: isEnd ? "the end of the trace" : nil)
  }

  /// What the user chooses from where the run has no next step.
  private func choice(_ options: FiringOptions) -> [String] {
    if run.position == DebuggedRun.beforeStart { return choiceOfStart() }
    if run.step(at: run.position)?.state == nil { return ["the step fails: nothing comes after it"] }
    if options.options.isEmpty {
      return [options.isComplete ? "no rule is enabled" : "no rule is enabled of those that were tried"]
    }
    let number = Quantity.count(options.options.count, "rule is enabled", "rules are enabled")
    return ["\(number): step into one of them, or see `rules` and `fire N`"]
  }

  private func choiceOfStart() -> [String] {
    let options = run.options(at: DebuggedRun.beforeStart).options
    if options.isEmpty { return ["no start state can be taken"] }
    return [
      "the model has \(Quantity.count(options.count, "start state")): step into one, or see `rules` and `fire N`"
    ]
  }
}
