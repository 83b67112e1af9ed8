/// Some of the states that a worker has sent lately, which need not be sent again: each rank keeps what it was sent.
///
/// States are compared as a whole; one that was forgotten is sent once more, and that is all.
@safe
final class SentStates {
  let memory: Memory
  private static let capacity = 1 << 13

  /// A row of states, each in the only place that it may have.
  @unsafe struct Memory {
    fileprivate let words: UnsafeMutablePointer<UInt64>
    fileprivate let filled: UnsafeMutablePointer<Bool>

    /// Whether the state is here; from now on it is.
    @inline(__always)
    func insert(_ state: UnsafePointer<UInt64>, hash: UInt64, width: Int) -> Bool {
      // Other bits than those that say who has the state.
      let slot = Int(truncatingIfNeeded: hash &>> 32) & (SentStates.capacity &- 1)
      let known = unsafe words + slot &* width
      if unsafe filled[slot] {
        var index = 0
        while index < width, unsafe known[index] == state[index] { index &+= 1 }
        if index == width { return true }
      }
      unsafe filled[slot] = true
      for index in 0..<width { unsafe known[index] = state[index] }
      return false
    }
  }

  init(width: Int) {
    let words = UnsafeMutablePointer<UInt64>.allocate(capacity: Self.capacity * width)
    let filled = UnsafeMutablePointer<Bool>.allocate(capacity: Self.capacity)
    unsafe words.initialize(repeating: 0, count: Self.capacity * width)
    unsafe filled.initialize(repeating: false, count: Self.capacity)
    unsafe memory = Memory(words: words, filled: filled)
  }

  deinit {
    unsafe memory.words.deallocate()
    unsafe memory.filled.deallocate()
  }
}
