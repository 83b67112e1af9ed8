import CSuccessor
import Checking
import ModelIR

/// One thread's memory for what successor functions answer about single states.
///
/// `@safe`: the pointer is to memory of its own, which is given back with the object. Workers have theirs in lines of the cache
/// that nobody else writes to.
@safe
final class SuccessorOutput {
  let pointer: UnsafeMutablePointer<p2p_output>
  private let rules: Int
  private let properties: Int
  /// What compiled code looks at while it answers.
  private let settled: SettledFlags
  private let stop: StopWord

  /// What is found of other claims is left out; what is answered once `stop` is raised is worth nothing.
  init(_ system: TransitionSystem, wanted claims: [Claim], stop: StopWord) {
    rules = system.rules.count
    properties = system.properties.count
    settled = SettledFlags(properties: properties, wanted: claims)
    self.stop = stop
    unsafe pointer = .allocate(capacity: 1)
    unsafe pointer.initialize(to: p2p_output())
    unsafe pointer.pointee.fired = .allocate(capacity: max(rules, 1))
    unsafe pointer.pointee.stopped = .allocate(capacity: max(rules, 1))
    unsafe pointer.pointee.hits = .allocate(capacity: max(properties, 1))
    unsafe pointer.pointee.settled = UnsafePointer(settled.pointer)
    unsafe pointer.pointee.stop = UnsafePointer(stop.pointer)
    unsafe pointer.pointee.reserve_state = p2p_reserve_state
    unsafe pointer.pointee.reserve_finding = p2p_reserve_finding
  }

  deinit {
    unsafe pointer.pointee.fired.deallocate()
    unsafe pointer.pointee.stopped.deallocate()
    unsafe pointer.pointee.hits.deallocate()
    unsafe p2p_release(pointer)
    unsafe pointer.deallocate()
  }

  /// Everything is counted from this state on: `canonical` asks for representatives of the successors' orbits, `onlyFires` for
  /// no properties of the state.
  func expand(_ state: [UInt64], by successor: any Successor, canonical: Bool, onlyFires: Bool) {
    precondition(state.count >= successor.width)
    prepare(canonical: canonical, onlyFires: onlyFires)
    unsafe state.withUnsafeBufferPointer { words in
      if let start = words.baseAddress { unsafe successor.expand(start, into: pointer) }
    }
  }

  /// Everything is counted from now on.
  func prepare(canonical: Bool, onlyFires: Bool) {
    unsafe pointer.pointee.fired.initialize(repeating: 0, count: rules)
    unsafe pointer.pointee.stopped.initialize(repeating: 0, count: rules)
    unsafe pointer.pointee.hits.initialize(repeating: 0, count: properties)
    unsafe pointer.pointee.failures = 0
    unsafe pointer.pointee.count = 0
    unsafe pointer.pointee.finding_count = 0
    unsafe pointer.pointee.moved = 0
    unsafe pointer.pointee.enabled = 0
    unsafe pointer.pointee.canonicalise = canonical ? 1 : 0
    unsafe pointer.pointee.only_fires = onlyFires ? 1 : 0
  }
}
