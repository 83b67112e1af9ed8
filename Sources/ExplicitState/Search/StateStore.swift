import CSuccessor

/// Every visited state, packed, in order of discovery, with the state it was first reached from.
///
/// A state is its index. Which rule led to it is not stored but recomputed for traces. The memory is reserved once and
/// never moves, so that workers read and write without coordination: an index is written by the worker that owns it
/// and read by others only after the visited table published it.
///
/// Of many states it holds no words any more, but has them `compact`.
@safe
final class StateStore: @unchecked Sendable {
  /// The parent of a start state.
  static let root = UInt32.max

  let width: Int
  /// States there is address space for.
  let capacity: Int
  let words: UnsafeMutablePointer<UInt64>
  let parents: UnsafeMutablePointer<UInt32>
  /// What has the states since `become`; it changes while no worker is at work.
  private(set) var compact: CompactStates?
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

  /// Leaves the states to `compact`; words and parents are gone.
  func become(_ compact: CompactStates) {
    self.compact = compact
    wordMemory.release()
    parentMemory.release()
  }

  /// Gives everything back: the states are elsewhere.
  func release() {
    compact = nil
    wordMemory.release()
    parentMemory.release()
  }

  /// Only while the states are not compact, as the next three.
  func pointer(to state: UInt32) -> UnsafeMutablePointer<UInt64> { unsafe words + Int(state) * width }

  func hash(of state: UInt32) -> UInt64 { unsafe p2p_hash(pointer(to: state), width) }

  /// The state from which `state` was first reached.
  func parent(of state: UInt32) -> UInt32 { unsafe parents[Int(state)] }

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

  /// Calls `body` with the words of a state.
  func withWords<Result>(of state: UInt32, _ body: (UnsafePointer<UInt64>) -> Result) -> Result {
    guard let compact else { return unsafe body(pointer(to: state)) }
    return unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: width) { words in
      guard let base = words.baseAddress else { preconditionFailure("states have words") }
      unsafe compact.read(state, into: base)
      return unsafe body(base)
    }
  }

  /// A copy of a state's words.
  func state(_ state: UInt32) -> [UInt64] {
    unsafe withWords(of: state) { unsafe Array(UnsafeBufferPointer(start: $0, count: width)) }
  }

  /// Whether the words of `left` come before those of `right`: an order that does not depend on the search.
  func precedes(_ left: UInt32, _ right: UInt32) -> Bool {
    unsafe withWords(of: left) { left in
      unsafe withWords(of: right) { right in
        for index in 0..<width where unsafe left[index] != right[index] {
          return unsafe left[index] < right[index]
        }
        return false
      }
    }
  }
}
