import CSuccessor
package import Checking
package import ModelIR

/// The steps of a system, one packed state at a time: for searches that choose for themselves where to go on.
///
/// Compiled where there is a compiler, else interpreted; which, `description` says. Used by one thread at a time.
///
/// `@safe`: states are looked at only within the arrays that hold them.
/// `@unchecked Sendable`: it is handed from one thread to another, and used by one at a time.
@safe
package final class Stepper: @unchecked Sendable {
  package let layout: StateLayout
  /// Why nothing is compiled, if something was to be.
  package private(set) var note: String?
  private let system: TransitionSystem
  private let successor: any Successor
  private let stop: StopWord
  private let looksAtProperties: Bool
  private let memory: SuccessorOutput
  private var output: UnsafeMutablePointer<p2p_output> { unsafe memory.pointer }

  /// Nothing that it says is worth anything once `stop` is raised; of the claims it says where they are violated or reached.
  package static func of(
    _ system: TransitionSystem, native: NativeOptions?, stop: StopWord, lookingFor claims: [Claim] = []
  ) async throws(EngineFailure) -> Stepper {
    let task = CheckTask(system: system, claims: [], symmetry: false)
    let plan = try await onDeepStack { () throws(EngineFailure) in
      try ExplicitEngine.Plan(task, start: .now, stop: stop.flag)
    }
    let interpreted = plan.interpretedSuccessor(stop: stop.flag)
    guard let native else { return Stepper(system, plan.layout, interpreted, stop, claims) }
    do throws(NativeFailure) {
      let source = await onDeepStack { plan.generatedC() }
      let library = try await NativeCompiler(options: native).library(for: source, stop: stop.flag)
      return Stepper(
        system, plan.layout, try SuccessorLibrary(library, width: plan.layout.width, stop: stop), stop, claims
      )
    } catch {
      let stepper = Stepper(system, plan.layout, interpreted, stop, claims)
      if !error.isStop { stepper.note = "interpreted, which is slow: \(error.reason)" }
      return stepper
    }
  }

  /// The same steps, by the reference interpreter.
  package func interpreted() -> Stepper {
    Stepper(
      system, layout, InterpretedSuccessor(system, layout: layout, orbits: nil, stop: stop.flag), stop, [])
  }

  private init(
    _ system: TransitionSystem, _ layout: StateLayout, _ successor: any Successor, _ stop: StopWord,
    _ claims: [Claim]
  ) {
    self.system = system
    self.layout = layout
    self.successor = successor
    self.stop = stop
    looksAtProperties = !claims.isEmpty
    memory = SuccessorOutput(system, wanted: claims, stop: stop)
  }

  /// "compiled" or "interpreted".
  package var description: String { successor.description }

  /// Words of a packed state.
  package var width: Int { layout.width }

  /// What one expansion has come to, besides the states.
  package struct Expansion {
    /// The number of successors that were appended.
    package var count: Int
    /// Rule instances that fail.
    package var failures: UInt64
    /// The rules that fired, each as often as it says, in the order of the successors.
    package var fired: [(rule: RuleID, count: Int)]
    /// Rule instances that are enabled, or whose guard fails.
    package var enabled: Int
    /// Whether some successor is another state, or something fails.
    package var hasMoved: Bool
    /// What is to be seen of the claims in the state, or in a firing from it; an ending is that of a run to the state.
    package var sights: [(claim: Claim, ending: Evidence.Ending)]

    /// Of each rule that fired its successors, by number; nil where an assumption excludes some, so that nobody knows which.
    package var ranges: [(rule: RuleID, successors: Range<Int>)]? {
      var end = 0
      let ranges = fired.map { rule, count in
        defer { end += count }
        return (rule, end..<end + count)
      }
      return end == count ? ranges : nil
    }
  }

  /// Appends the successors of a packed state, `width` words each, in the order of the rules; `fired` is left out unless asked for.
  package func expand(
    _ state: [UInt64], into successors: inout [UInt64], sayingWhatFired: Bool = false
  ) -> Expansion {
    memory.expand(state, by: successor, canonical: false, onlyFires: !looksAtProperties)
    let count = unsafe output.pointee.count
    if count > 0 {
      unsafe successors.append(
        contentsOf: UnsafeBufferPointer(start: output.pointee.words, count: count * width))
    }
    var fired: [(rule: RuleID, count: Int)] = []
    if sayingWhatFired {
      for rule in system.rules.indices {
        let times = unsafe output.pointee.fired[rule]
        if times > 0 { fired.append((RuleID(rule), Int(times))) }
      }
    }
    return unsafe Expansion(
      count: count, failures: output.pointee.failures, fired: fired,
      enabled: Int(output.pointee.enabled), hasMoved: output.pointee.moved != 0, sights: sights)
  }

  private var sights: [(claim: Claim, ending: Evidence.Ending)] {
    let count = unsafe output.pointee.finding_count
    return (0..<count).compactMap { index in
      unsafe Candidate(output.pointee.findings[index], state: 0, depth: 0).map {
        ($0.claim, $0.ending(after: 0, in: system))
      }
    }
  }

  /// True once memory ran out, or what was said last is worth nothing.
  package var isOver: Bool { unsafe stop.isRaised || output.pointee.failed != 0 }

  /// Whether an instance of a property holds in a packed state; one that cannot be evaluated does not.
  package func holds(_ property: PropertyID, instance: UInt64, in state: [UInt64]) -> Bool {
    precondition(state.count >= width)
    return unsafe state.withUnsafeBufferPointer { words in
      guard let base = words.baseAddress else { return false }
      return unsafe successor.test(base, property: property.index, instance: instance) == .holds
    }
  }
}
