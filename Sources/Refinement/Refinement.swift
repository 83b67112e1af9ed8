package import Checking
package import Diagnostics
package import ExplicitState
package import ModelIR

/// A design, the abstract model that it is held against, and what its states are there.
package struct Refinement: Sendable {
  let design: TransitionSystem
  let model: TransitionSystem
  let target: RefinementTarget
  let mapping: Mapping

  /// Nil if what the design says of the abstract model is wrong, which the diagnostics say.
  package static func read(
    _ design: TransitionSystem, refines model: TransitionSystem, as target: RefinementTarget
  ) -> Parsed<Refinement?> {
    guard CellMap(model).stateSize <= mostCells else {
      let diagnostic = Diagnostic(
        .error, .unlikeAbstraction, "a state of \(target.file.visible) has more than \(mostCells) components",
        at: target.range, help: "make it smaller: `with NAME=VALUE`")
      return Parsed(nil, diagnostics: [diagnostic])
    }
    var reader = MappingReader(design, refines: model, target)
    let mapping = reader.mapping()
    return Parsed(
      mapping.map { Refinement(design: design, model: model, target: target, mapping: $0) },
      diagnostics: reader.diagnostics)
  }

  /// Components of an abstract state.
  private static let mostCells = 1 << 16

  /// What the search may take, and who is told how far it is.
  package struct Limits: Sendable {
    /// Bytes for states.
    package var memory: Int
    /// Of a rule of the abstract model that are tried one by one; the prover is asked about others.
    package var instances: UInt64 = 4096
    /// For each question to the prover.
    package var patience: Duration = .seconds(60)
    package var progress: @Sendable (_ states: Int, _ queued: Int) -> Void

    package init(
      memory: Int, progress: @escaping @Sendable (_ states: Int, _ queued: Int) -> Void = { _, _ in }
    ) {
      self.memory = memory
      self.progress = progress
    }
  }

  /// Ends early once `stop` is raised; `reason` then says why.
  ///
  /// The prover is asked about steps whose arguments are too many to be tried; without one they stay undecided.
  package func answer(
    native: NativeOptions?, prover: (any Engine)?, limits: Limits, stop: StopWord,
    reason: @escaping @Sendable () -> String
  ) async throws(EngineFailure) -> RefinementAnswer {
    let stepper = try await Stepper.of(design, native: native, stop: stop)
    let mapper = try await Stepper.of(mapping.system, native: native, stop: stop)
    let search = try RefinementSearch(
      design, stepper,
      Abstraction(mapping, mapper, design: stepper.layout, stop: stop.flag),
      AbstractSteps(model, most: target.steps, instances: limits.instances, stop: stop.flag),
      memory: limits.memory, stop: stop.flag)
    var doubts: [String] = []
    while true {
      let pause = try await onDeepStack { () throws(EngineFailure) in
        try search.run { limits.progress($0.states, $0.queued) }
      }
      guard case .asks(let pair) = pause else {
        let account = RefinementAccount(self, search, stepper.description, doubts)
        return try await onDeepStack { () throws(EngineFailure) in
          var answer = try account.answer(pause, stopped: stop.flag.isRaised ? reason() : nil)
          answer.notes += [stepper.note].compactMap { $0 }
          return answer
        }
      }
      search.resolve(pair, try await ask(prover, about: pair, search, limits, &doubts))
    }
  }

  private func ask(
    _ prover: (any Engine)?, about pair: RefinementSearch.Pair, _ search: RefinementSearch, _ limits: Limits,
    _ doubts: inout [String]
  ) async throws(EngineFailure) -> AbstractSteps.Answer {
    guard let prover else {
      doubts.append("its rules have more arguments than can be tried, and there is no prover to ask")
      return .undecided
    }
    let states = search.abstraction.states
    let first = pair.from.map { states[$0] }
    let last = states[pair.to]
    let question = StepQuestion(
      of: model, from: first, to: last, most: target.steps, timeout: limits.patience)
    let result: CheckResult
    do throws(EngineFailure) {
      result = try await prover.check(question.task, observer: Silence())
    } catch {
      guard error.kind == .unsupported else { throw error }
      doubts.append(error.message)
      return .undecided
    }
    guard let verdict = result.findings.first?.verdict else { return .undecided }
    let (answer, doubt) = question.answer(verdict)
    if answer == .undecided { doubts.append(doubt) }
    guard case .explained(let firings) = answer else { return answer }
    let isConfirmed = await onDeepStack { () -> Bool in
      guard let first else { return search.steps.starts(with: firings, in: last) }
      return search.steps.confirms(firings, from: first, to: last)
    }
    guard isConfirmed else {
      throw EngineFailure(.disagreement, "a step that the prover found is none for the interpreter")
    }
    return answer
  }
}

/// Nobody watches a question about one step.
private final class Silence: CheckObserver {
  func progress(_ progress: Progress) {}
  var isCancelled: Bool { false }
}
