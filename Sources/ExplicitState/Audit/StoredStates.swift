/// The stored states of a search as a row without gaps.
struct StoredStates: Sendable {
  private let ranges: [Range<UInt32>]
  /// The position of each range's first state.
  private let starts: [Int]
  let count: Int

  init(_ ranges: [Range<UInt32>]) {
    self.ranges = ranges
    var starts: [Int] = []
    var count = 0
    for range in ranges {
      starts.append(count)
      count += range.count
    }
    self.starts = starts
    self.count = count
  }

  subscript(position: Int) -> UInt32 {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= position { low = middle } else { high = middle }
    }
    return ranges[low].lowerBound + UInt32(position - starts[low])
  }
}
