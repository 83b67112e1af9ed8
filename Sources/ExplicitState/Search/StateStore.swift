import CSuccessor

/// Every visited state, packed, in order of discovery, with the state it was first reached from.
///
/// A state is its index. Which rule led to it is not stored but recomputed for traces. The memory is reserved once and
/// never moves, so that workers read and write without coordination: an index is written by the worker that owns it
/// and read by others only after the visited table published it.
@safe
final class StateStore: @unchecked Sendable {
  /// The parent of a start state.
  static let root = UInt32.max

  let width: Int
  /// States there is address space for.
  let capacity: Int
  let words: UnsafeMutablePointer<UInt64>
  let parents: UnsafeMutablePointer<UInt32>
  private let wordMemory: Reservation
  private let parentMemory: Reservation

  /// Nil when the system refuses that much address space.
  init?(width: Int, capacity: Int) {
    guard let wordMemory = Reservation(byteCount: capacity * width * 8),
      let parentMemory = Reservation(byteCount: capacity * 4)
    else { return nil }
    wordMemory.preferHugePages(from: Self.smallBytes)
    parentMemory.preferHugePages(from: Self.smallBytes)
    unsafe words = wordMemory.base.bindMemory(to: UInt64.self, capacity: capacity * width)
    unsafe parents = parentMemory.base.bindMemory(to: UInt32.self, capacity: capacity)
    self.width = width
    self.capacity = capacity
    self.wordMemory = wordMemory
    self.parentMemory = parentMemory
  }

  /// Small searches stay on small pages, so that they take no more memory than they need.
  private static let smallBytes = 8 << 20

  /// Bytes one state takes here.
  static func bytesPerState(width: Int) -> Int { width * 8 + 4 }

  func pointer(to state: UInt32) -> UnsafeMutablePointer<UInt64> { unsafe words + Int(state) * width }

  func hash(of state: UInt32) -> UInt64 { unsafe p2p_hash(pointer(to: state), width) }

  /// The state from which `state` was first reached.
  func parent(of state: UInt32) -> UInt32 { unsafe parents[Int(state)] }

  /// A copy of a state's words.
  func state(_ state: UInt32) -> [UInt64] {
    unsafe Array(UnsafeBufferPointer(start: pointer(to: state), count: width))
  }

  /// The states from a start state to `state`.
  func path(to state: UInt32) -> [UInt32] {
    var path = [state]
    var parent = unsafe parents[Int(state)]
    while parent != Self.root {
      path.append(parent)
      parent = unsafe parents[Int(parent)]
    }
    return path.reversed()
  }

  /// Whether the words of `left` come before those of `right`: an order that does not depend on the search.
  func precedes(_ left: UInt32, _ right: UInt32) -> Bool {
    let (left, right) = unsafe (pointer(to: left), pointer(to: right))
    for index in 0..<width where unsafe left[index] != right[index] {
      return unsafe left[index] < right[index]
    }
    return false
  }
}
