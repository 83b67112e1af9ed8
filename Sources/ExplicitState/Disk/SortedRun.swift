import CSuccessor

/// Sorted states, all different, in one or more segments, one after the other.
struct SortedRun: Sendable {
  let segments: [Segment]
  /// The number of each segment's first block.
  private let starts: [Int]
  let count: Int
  let blocks: Int

  init(_ segments: [Segment]) {
    self.segments = segments
    var starts: [Int] = []
    var (blocks, count) = (0, 0)
    for segment in segments {
      starts.append(blocks)
      blocks += segment.blocks
      count += segment.count
    }
    self.starts = starts
    self.blocks = blocks
    self.count = count
  }

  /// The segment in which a block is, and which one it is there.
  func place(_ block: Int) -> (segment: Segment, block: Int) {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= block { low = middle } else { high = middle }
    }
    return (segments[low], block - starts[low])
  }

  /// The last block from `first` on that does not begin after a state; `first` if that begins after it as well.
  func block(from first: Int, reaching state: UnsafePointer<UInt64>) -> Int {
    var (low, high) = (first, blocks)
    while high - low > 1 {
      let middle = (low + high) / 2
      let place = place(middle)
      if unsafe place.segment.begins(place.block, after: state) { high = middle } else { low = middle }
    }
    return low
  }

  /// First states of at most so many blocks, evenly spread, and how many states each stands for.
  func samples(_ most: Int) -> [(key: [UInt64], weight: Int)] {
    let taken = min(blocks, most)
    return (0..<taken).map { number in
      let place = place(number * blocks / taken)
      return (place.segment.key(ofBlock: place.block), count / taken)
    }
  }
}
