import CSuccessor

/// What a thread needs to find the keys of states, and states.
@safe
final class KeyFinder {
  /// For the functions of `p2p_tree.h`.
  let scratch: UnsafeMutablePointer<p2p_scratch>
  /// Keys of a slice of states.
  let keys: UnsafeMutablePointer<UInt64>
  private let states: CompactStates
  private let words: UnsafeMutablePointer<UInt64>
  private let numbers: UnsafeMutablePointer<UInt32>

  static let slice = Int(P2P_SLICE)

  init(_ states: CompactStates) {
    let nodes = max(states.nodes, 1)
    let slice = Self.slice
    self.states = states
    unsafe keys = .allocate(capacity: slice)
    unsafe words = .allocate(capacity: states.width)
    unsafe numbers = .allocate(capacity: nodes)
    unsafe scratch = .allocate(capacity: 1)
    unsafe scratch.initialize(
      to: p2p_scratch(
        recent: .allocate(capacity: nodes * Int(P2P_RECENT)), numbers: .allocate(capacity: nodes * slice),
        hashes: .allocate(capacity: slice), missing: .allocate(capacity: slice),
        guesses: .allocate(capacity: slice)))
    unsafe scratch.pointee.recent.initialize(
      repeating: p2p_recent(key: 0, number: UInt64(P2P_ZERO_PIECE)), count: nodes * Int(P2P_RECENT))
  }

  deinit {
    unsafe scratch.pointee.recent.deallocate()
    unsafe scratch.pointee.numbers.deallocate()
    unsafe scratch.pointee.hashes.deallocate()
    unsafe scratch.pointee.missing.deallocate()
    unsafe scratch.pointee.guesses.deallocate()
    unsafe scratch.deallocate()
    unsafe keys.deallocate()
    unsafe words.deallocate()
    unsafe numbers.deallocate()
  }

  /// The words of a state, until the next call.
  @inline(__always)
  func words(of state: UInt32) -> UnsafeMutablePointer<UInt64> {
    unsafe states.read(state, into: words, numbers: numbers)
    return unsafe words
  }

  /// Finds the keys of at most a slice of states.
  @inline(__always)
  func findKeys(_ words: UnsafePointer<UInt64>, count: Int) {
    unsafe p2p_tree_keys(states.tree, words, UInt32(count), keys, scratch)
  }
}
