package import Checking
package import Diagnostics
package import ExplicitState
package import ModelIR

/// Holds a model against a log, and says whether the log is a behaviour of the model.
package struct Conformance: Sendable {
  private let system: TransitionSystem
  private let log: Log
  private let commanded: CommandedSystem

  package init(_ system: TransitionSystem, _ log: Log) {
    self.system = system
    self.log = log
    commanded = CommandedSystem(system)
  }

  /// What the log says that the model has no words for.
  package func diagnostics(in source: SourceFile) -> [Diagnostic] {
    LogReview.diagnostics(of: log, source, for: commanded)
  }

  /// Ends early, with what is known, once `stop` is raised; `reason` then says why.
  package func answer(
    native: NativeOptions?, limits: LogSearch.Limits, stop: StopWord,
    reason: @escaping @Sendable () -> String
  ) async throws(EngineFailure) -> ConformanceAnswer {
    let stepper = try await Stepper.of(commanded.system, native: native, stop: stop)
    return try await onDeepStack { [self] () throws(EngineFailure) in
      let search = LogSearch(log, commanded, stepper, limits, stop: stop.flag)
      try checkNames(search.moves.names)
      let ending = search.run()
      var answer = ConformanceAnswer(
        outcome: .unknown(reason: ""), entries: log.entries.count, explained: search.over.count,
        largestFrontier: search.largestFrontier, expansions: 0, successor: stepper.description,
        notes: stepper.note.map { [$0] } ?? [])
      answer.outcome = try outcome(of: search, ending, stepper, reason)
      answer.expansions = search.moves.expansions
      return answer
    }
  }

  private func checkNames(_ names: ElementNames) throws(EngineFailure) {
    for entry in names.entries {
      guard let domain = system.domain(of: entry.type),
        domain.upperBound - domain.lowerBound >= ConfigurationLayout.mostElements
      else { continue }
      throw EngineFailure(
        .unsupported,
        "`\(entry.name.visible)` may be each of the elements of `\(system[entry.type].name ?? "scalarset")`, which has more than "
          + "\(ConfigurationLayout.mostElements); make it smaller with `--set`")
    }
  }

  private func outcome(
    of search: LogSearch, _ ending: LogSearch.Ending, _ stepper: Stepper, _ reason: () -> String
  ) throws(EngineFailure) -> ConformanceAnswer.Outcome {
    let stop = search.stop
    switch ending {
    case .explained:
      let firings: [Firing]?
      do throws(EngineFailure) {
        firings = try search.witness()
      } catch {
        // What was found out after the search was told to stop is worth nothing, a contradiction included.
        guard stop.isRaised else { throw error }
        firings = nil
      }
      guard let firings, !stop.isRaised else {
        return .unknown(reason: "\(reason()), before its run was complete")
      }
      return .explained(firings)
    case .noStart: return .unknown(reason: "the model has no start state that does not fail")
    case .stopped: return .unknown(reason: reason())
    case .outOfMemory(let entry):
      return .unknown(
        reason: "the memory is full: too many states of the model go with the log up to line "
          + "\(log.entries[entry].line)")
    case .unexplained(let entry):
      do throws(EngineFailure) {
        try search.audit(entry, with: stepper.interpreted())
      } catch {
        guard stop.isRaised else { throw error }
      }
      if stop.isRaised { return .unknown(reason: reason()) }
      let possibilities = Possibilities(
        search: search, entry: log.entries[entry], prepared: search.entry(entry))
      let (stage, possible) = possibilities.find()
      return .notExplained(
        ConformanceAnswer.Mismatch(
          entry: log.entries[entry], possible: possible, stage: stage, failures: search.failures))
    }
  }
}
