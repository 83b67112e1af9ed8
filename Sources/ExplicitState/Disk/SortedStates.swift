import CSuccessor

/// Sorted states in memory, all different.
///
/// `@unchecked Sendable`: they stay as they are while they are read.
@safe
struct SortedStates: @unchecked Sendable {
  let base: UnsafePointer<UInt64>
  let count: Int
  private let width: Int

  init(_ base: UnsafePointer<UInt64>, count: Int, width: Int) {
    unsafe self.base = base
    self.count = count
    self.width = width
  }

  /// Those from a state on and before another one.
  func part(from first: [UInt64]?, below end: [UInt64]?) -> p2p_stream {
    let start = first.map(position) ?? 0
    let stop = max(end.map(position) ?? count, start)
    return unsafe p2p_stream(next: base + start * width, end: base + stop * width)
  }

  /// At most so many states, evenly spread, and how many each stands for.
  func samples(_ most: Int) -> [(key: [UInt64], weight: Int)] {
    let taken = min(count, most)
    return (0..<taken).map { number in
      let state = unsafe base + number * count / taken * width
      return unsafe (Array(UnsafeBufferPointer(start: state, count: width)), count / taken)
    }
  }

  private func position(of state: [UInt64]) -> Int {
    unsafe state.withUnsafeBufferPointer { buffer in
      unsafe buffer.baseAddress.map { unsafe p2p_lower_bound(base, count, $0, width) } ?? 0
    }
  }
}
