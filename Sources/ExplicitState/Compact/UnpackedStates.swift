import CSuccessor

/// Compact states that a worker has unpacked, with the numbers of their parts: what successors have in common with them need not
/// be looked up. Used by one thread at a time.
@safe
final class UnpackedStates {
  let width: Int
  let nodes: Int
  /// Of `capacity` states, one after the other.
  let words: UnsafeMutablePointer<UInt64>
  let numbers: UnsafeMutablePointer<UInt32>
  /// The numbers of one state more.
  let scratch: UnsafeMutablePointer<UInt32>
  private let states: CompactStates

  init(_ states: CompactStates, capacity: Int) {
    self.states = states
    width = states.width
    nodes = states.nodes
    unsafe words = .allocate(capacity: capacity * width)
    unsafe numbers = .allocate(capacity: capacity * max(nodes, 1))
    unsafe scratch = .allocate(capacity: max(nodes, 1))
  }

  deinit {
    unsafe words.deallocate()
    unsafe numbers.deallocate()
    unsafe scratch.deallocate()
  }

  /// The words of a state, which become those at a place.
  @inline(__always)
  func read(_ state: UInt32, at place: Int) -> UnsafeMutablePointer<UInt64> {
    let target = unsafe words + place &* width
    unsafe states.read(state, into: target, numbers: numbers + place &* nodes)
    return unsafe target
  }
}
