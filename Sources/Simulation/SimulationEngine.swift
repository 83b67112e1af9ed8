package import Checking
package import ExplicitState
import ModelIR
import Wording

/// Looks for violations by random walks: quick where a model is too large to be explored, and certain of nothing else.
///
/// What it finds becomes a trace like any other, made shorter first; of the rest it says how much was walked.
package struct SimulationEngine: Engine {
  package static let name = "simulate"

  private let plan: SimulationPlan
  private let native: NativeOptions?
  /// How long one run may be made shorter.
  private static let patience: Duration = .seconds(5)

  /// `native` says how to compile; nil to interpret.
  package init(_ plan: SimulationPlan, native: NativeOptions?) {
    self.plan = plan
    self.native = native
  }

  package func check(_ task: CheckTask, observer: any CheckObserver) async throws(EngineFailure)
    -> CheckResult
  {
    let start = ContinuousClock.now
    let stop = StopWord()
    let deadline = task.budget.timeout.map { start + $0 }
    let watch = stop.raise { observer.isCancelled || deadline.map { ContinuousClock.now >= $0 } == true }
    defer { watch.cancel() }
    let claims = task.claims.filter { !$0.isAboutRuns(in: task.system) }
    var steppers: [Stepper] = []
    for _ in 0..<max(1, min(task.budget.jobs, plan.walks)) {
      steppers.append(try await Stepper.of(task.system, native: native, stop: stop, lookingFor: claims))
    }
    let findings = WalkFindings(
      claims, violations: Set(claims.filter { !$0.isCover(in: task.system) }), plan,
      stopAtFirst: task.stopAtFirst)
    let tally = await walk(task, steppers, findings, stop, since: start, observer)
    let isEnded = stop.flag.isRaised
    let verdicts = try await verdicts(task, findings, tally, layout: steppers[0].layout, isEnded: isEnded)
    var statistics = Statistics()
    statistics.firings = tally.steps
    statistics.depth = tally.depth
    statistics.firingsPerRule = tally.fired
    statistics.elapsed = .now - start
    statistics.successor = steppers[0].description
    return CheckResult(
      findings: zip(task.claims, verdicts).map { CheckResult.Finding(claim: $0, verdict: $1) },
      statistics: statistics, notes: notes(task.system, tally, steppers[0]))
  }

  /// All walks, on as many threads as there are steppers.
  private func walk(
    _ task: CheckTask, _ steppers: [Stepper], _ findings: WalkFindings, _ stop: StopWord,
    since start: ContinuousClock.Instant, _ observer: any CheckObserver
  ) async -> WalkTally {
    let progress = WalkProgress(plan, observer, since: start)
    return await withTaskGroup(of: WalkTally.self) { group in
      for stepper in steppers {
        group.addTask { [plan] in
          await onDeepStack {
            var walker = Walker(task, plan, stepper, findings, stop: stop.flag)
            walker.run(progress)
            return walker.tally
          }
        }
      }
      return await group.reduce(into: WalkTally(task.system)) { $0.add($1) }
    }
  }

  // MARK: - What comes of it

  private func verdicts(
    _ task: CheckTask, _ findings: WalkFindings, _ tally: WalkTally, layout: StateLayout, isEnded: Bool
  ) async throws(EngineFailure) -> [Verdict] {
    let sights = findings.sights
    let ending = isEnded ? ", which were ended" : ""
    let walks = Quantity.count(tally.walks, "walk")
    return try await onDeepStack { () throws(EngineFailure) in
      var verdicts: [Verdict] = []
      for claim in task.claims {
        let isCover = claim.isCover(in: task.system)
        guard let sight = sights[claim] else {
          let word = isCover ? "not reached" : "not violated"
          verdicts.append(
            .unknown(
              reason: claim.isAboutRuns(in: task.system)
                ? "walks do not decide \(claim.isLiveness(in: task.system) ? "liveness" : "`leadsto`")"
                : "\(word) in \(walks)\(ending)"))
          continue
        }
        let trace = try Self.trace(of: claim, sight, task, layout)
        verdicts.append(isCover ? .reached(trace) : .violated(trace))
      }
      return verdicts
    }
  }

  private static func trace(
    of claim: Claim, _ sight: Sight, _ task: CheckTask, _ layout: StateLayout
  ) throws(EngineFailure) -> Trace {
    let name = claim.name(in: task.system)
    let found = WalkEvidence(interpreter: Interpreter(task.system), layout: layout).evidence(of: claim, sight)
    guard let found else {
      throw EngineFailure(
        .disagreement, "the interpreter does not take a step of the walk that violates or reaches `\(name)`")
    }
    do throws(Unconfirmed) {
      let shortening = Shortening(
        task.system, deadlock: task.deadlock, stop: StopFlag(after: patience))
      return try shortening.shortened(found)
    } catch {
      throw EngineFailure(.disagreement, "a walk is said to show `\(name)`, but \(error.reason)")
    }
  }

  private func notes(
    _ system: TransitionSystem, _ tally: WalkTally, _ stepper: Stepper
  ) -> [Note] {
    let walks = Quantity.count(tally.walks, "walk")
    var notes = [
      Note(
        "\(walks) of at most \(Quantity.count(plan.depth, "step")), \(Quantity.grouped(tally.steps)) in all; seed \(plan.seed)"
      )
    ]
    if let note = stepper.note { notes.append(Note(note)) }
    let silent = system.ruleIDs.filter { tally.fired[$0.index] == 0 }.map { "`\(system[$0].name)`" }
    if !silent.isEmpty { notes.append(Note("rules that no walk took: \(Self.list(silent))")) }
    let missing = tally.values.missing.map { "`\($0.part)`: \($0.values.joined(separator: ", "))" }
    if !missing.isEmpty { notes.append(Note("values that no walk came to: \(Self.list(missing, by: "; "))")) }
    return notes
  }

  private static func list(_ items: [String], by separator: String = ", ") -> String {
    let most = 20
    let rest = items.count > most ? "\(separator)and \(items.count - most) more" : ""
    return items.prefix(most).joined(separator: separator) + rest
  }
}
