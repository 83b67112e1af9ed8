/// Some of the states that a worker has sent lately, which need not be sent again: each rank keeps what it was sent.
///
/// States are compared as a whole; one that was forgotten is sent once more, and that is all.
@safe
final class SentStates {
  private let width: Int
  private let words: UnsafeMutablePointer<UInt64>
  private let filled: UnsafeMutablePointer<Bool>
  private static let capacity = 1 << 13

  init(width: Int) {
    self.width = width
    unsafe words = .allocate(capacity: Self.capacity * width)
    unsafe filled = .allocate(capacity: Self.capacity)
    unsafe words.initialize(repeating: 0, count: Self.capacity * width)
    unsafe filled.initialize(repeating: false, count: Self.capacity)
  }

  deinit {
    unsafe words.deallocate()
    unsafe filled.deallocate()
  }

  /// Whether the state is here; from now on it is.
  @inline(__always)
  func insert(_ state: UnsafePointer<UInt64>, hash: UInt64) -> Bool {
    // Other bits than those that say who has the state.
    let slot = Int(truncatingIfNeeded: hash &>> 32) & (Self.capacity &- 1)
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
