import CSuccessor

/// Goes through a run, or the part of it between two states, block by block.
@safe
final class RunCursor {
  private let run: SortedRun
  private let width: Int
  private let reader: BlockReader
  private var next = 0
  /// The first state that does not belong to it; nil if all do.
  private let end: [UInt64]?

  /// Nothing is read yet.
  init(_ run: SortedRun, below end: [UInt64]?, width: Int, blockStates: Int) {
    self.run = run
    self.end = end
    self.width = width
    reader = BlockReader(width: width, blockStates: blockStates)
  }

  /// The states of the next block that are in the part; nil at the end.
  func read() throws(DiskStop) -> p2p_stream? {
    guard next < run.blocks else { return nil }
    let count = try reader.read(run, block: next)
    next += 1
    var kept = count
    if let end {
      unsafe end.withUnsafeBufferPointer { end in
        guard let key = end.baseAddress else { return }
        let last = unsafe reader.states + (count - 1) * width
        if unsafe p2p_compare(last, key, width) >= 0 {
          kept = unsafe p2p_lower_bound(reader.states, count, key, width)
          next = run.blocks
        }
      }
    }
    guard kept > 0 else { return nil }
    return unsafe p2p_stream(next: reader.states, end: reader.states + kept * width)
  }

  /// The same, past the blocks that end before a state.
  func read(reaching state: UnsafePointer<UInt64>) throws(DiskStop) -> p2p_stream? {
    guard next < run.blocks else { return nil }
    next = unsafe run.block(from: next, reaching: state)
    return unsafe try read()
  }

  /// The same, from a state on, or the first one after it.
  func read(from state: [UInt64]) throws(DiskStop) -> p2p_stream? {
    unsafe state.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress, next < run.blocks {
        next = unsafe run.block(from: next, reaching: base)
      }
    }
    while var stream = unsafe try read() {
      let count = unsafe (stream.end - stream.next) / width
      let skipped = unsafe state.withUnsafeBufferPointer { buffer in
        unsafe buffer.baseAddress.map { unsafe p2p_lower_bound(stream.next, count, $0, width) } ?? 0
      }
      unsafe stream.next += skipped * width
      if skipped < count { return unsafe stream }
    }
    return nil
  }
}
