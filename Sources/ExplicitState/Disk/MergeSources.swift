import CSuccessor

/// The streams of a merge, and which of them has the least state.
@safe
final class MergeSources {
  private let width: Int
  /// By stream; nil for states in memory.
  private var cursors: [RunCursor?] = []
  private let streams: UnsafeMutablePointer<p2p_stream>
  /// The numbers of streams that have states, the one with the least first.
  private let heap: UnsafeMutablePointer<UInt32>
  private var count = 0
  /// The state that was taken last.
  private let last: UnsafeMutablePointer<UInt64>
  private var hasLast: Int32 = 0

  /// Everything from a state on and before another one.
  init(_ merge: RunMerge, from first: [UInt64]?, below end: [UInt64]?) throws(DiskStop) {
    width = merge.width
    let most = merge.runs.count + merge.gathered.count
    unsafe streams = .allocate(capacity: max(most, 1))
    unsafe heap = .allocate(capacity: max(most, 1))
    unsafe last = .allocate(capacity: width)
    for run in merge.runs {
      let cursor = RunCursor(
        run, below: end, width: width, blockStates: merge.tuning.blockStates(width: width))
      if let first {
        if let stream = unsafe try cursor.read(from: first) { unsafe add(stream, cursor) }
      } else if let stream = unsafe try cursor.read() {
        unsafe add(stream, cursor)
      }
    }
    for states in merge.gathered {
      let stream = unsafe states.part(from: first, below: end)
      if unsafe stream.next != stream.end { unsafe add(stream, nil) }
    }
    for position in (0..<count / 2).reversed() { unsafe p2p_sift(streams, heap, count, position, width) }
  }

  deinit {
    unsafe streams.deallocate()
    unsafe heap.deallocate()
    unsafe last.deallocate()
  }

  private func add(_ stream: p2p_stream, _ cursor: RunCursor?) {
    unsafe (streams + count).initialize(to: stream)
    unsafe heap[count] = UInt32(count)
    cursors.append(cursor)
    count += 1
  }

  /// The next states in order, each once; fewer than there is room for only at the end.
  func take(_ states: UnsafeMutablePointer<UInt64>, capacity: Int) throws(DiskStop) -> Int {
    var filled = 0
    while filled < capacity, count > 0 {
      filled = unsafe p2p_merge(streams, heap, count, states, filled, capacity, last, &hasLast, width)
      let first = Int(unsafe heap[0])
      if unsafe streams[first].next == streams[first].end { try refill(first) }
    }
    return filled
  }

  private func refill(_ first: Int) throws(DiskStop) {
    if let stream = unsafe try cursors[first]?.read() {
      unsafe streams[first] = stream
    } else {
      count -= 1
      unsafe heap[0] = heap[count]
    }
    if count > 1 { unsafe p2p_sift(streams, heap, count, 0, width) }
  }
}
