import CSuccessor
package import Checking
package import ModelIR

/// The steps of a system, one packed state at a time: for searches that choose for themselves where to go on.
///
/// Compiled where there is a compiler, else interpreted; which, `description` says. Used by one thread at a time.
///
/// `@safe`: the one pointer is to memory of its own, and states are looked at only within the arrays that hold them.
/// `@unchecked Sendable`: it is handed from one thread to another, and used by one at a time.
@safe
package final class Stepper: @unchecked Sendable {
  package let layout: StateLayout
  /// Why nothing is compiled, if something was to be.
  package private(set) var note: String?
  private let system: TransitionSystem
  private let successor: any Successor
  private let stop: StopWord
  private let settled: SettledFlags
  private let output: UnsafeMutablePointer<p2p_output>

  /// Nothing that it says is worth anything once `stop` is raised.
  package static func of(
    _ system: TransitionSystem, native: NativeOptions?, stop: StopWord
  ) async throws(EngineFailure) -> Stepper {
    let task = CheckTask(system: system, claims: [], symmetry: false)
    let plan = try await onDeepStack { () throws(EngineFailure) in
      try ExplicitEngine.Plan(task, start: .now, stop: stop.flag)
    }
    let interpreted = plan.interpretedSuccessor(stop: stop.flag)
    guard let native else { return Stepper(system, plan.layout, interpreted, stop) }
    do throws(NativeFailure) {
      let source = await onDeepStack { plan.generatedC() }
      let library = try await NativeCompiler(options: native).library(for: source, stop: stop.flag)
      return Stepper(
        system, plan.layout, try SuccessorLibrary(library, width: plan.layout.width, stop: stop), stop)
    } catch {
      let stepper = Stepper(system, plan.layout, interpreted, stop)
      if !error.isStop { stepper.note = "interpreted, which is slow: \(error.reason)" }
      return stepper
    }
  }

  /// The same steps, by the reference interpreter.
  package func interpreted() -> Stepper {
    Stepper(system, layout, InterpretedSuccessor(system, layout: layout, orbits: nil, stop: stop.flag), stop)
  }

  private init(
    _ system: TransitionSystem, _ layout: StateLayout, _ successor: any Successor, _ stop: StopWord
  ) {
    self.system = system
    self.layout = layout
    self.successor = successor
    self.stop = stop
    settled = SettledFlags(properties: system.properties.count, wanted: [])
    unsafe output = .allocate(capacity: 1)
    unsafe output.initialize(to: p2p_output())
    unsafe output.pointee.fired = Self.zeros(system.rules.count)
    unsafe output.pointee.stopped = Self.zeros(system.rules.count)
    unsafe output.pointee.hits = Self.zeros(system.properties.count)
    unsafe output.pointee.settled = UnsafePointer(settled.pointer)
    unsafe output.pointee.stop = UnsafePointer(stop.pointer)
    unsafe output.pointee.only_fires = 1
    unsafe output.pointee.reserve_state = p2p_reserve_state
    unsafe output.pointee.reserve_finding = p2p_reserve_finding
  }

  deinit {
    unsafe output.pointee.fired.deallocate()
    unsafe output.pointee.stopped.deallocate()
    unsafe output.pointee.hits.deallocate()
    unsafe p2p_release(output)
    unsafe output.deallocate()
  }

  private static func zeros(_ count: Int) -> UnsafeMutablePointer<UInt64> {
    let words = UnsafeMutablePointer<UInt64>.allocate(capacity: max(count, 1))
    unsafe words.initialize(repeating: 0, count: max(count, 1))
    return unsafe words
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
  }

  /// Appends the successors of a packed state, `width` words each, in the order of the rules; `fired` is left out unless asked for.
  package func expand(
    _ state: [UInt64], into successors: inout [UInt64], sayingWhatFired: Bool = false
  ) -> Expansion {
    precondition(state.count >= width)
    unsafe output.pointee.count = 0
    unsafe output.pointee.finding_count = 0
    let failures = unsafe output.pointee.failures
    if sayingWhatFired { for rule in system.rules.indices { unsafe output.pointee.fired[rule] = 0 } }
    unsafe state.withUnsafeBufferPointer { words in
      if let base = words.baseAddress { unsafe successor.expand(base, into: output) }
    }
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
    return Expansion(count: count, failures: unsafe output.pointee.failures - failures, fired: fired)
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
