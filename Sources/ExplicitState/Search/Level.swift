import Synchronization

/// States to visit, those of one depth or all, and how many of them were handed to workers.
final class Level: Sendable {
  let ranges: [Range<UInt32>]
  /// The position in the level of each range's first state.
  private let starts: [Int]
  let count: Int
  private let unit: Int
  private let cursor = Atomic<Int>(0)

  /// States come in `ranges`; workers take `unit` of them at a time.
  init(_ ranges: [Range<UInt32>], unit: Int) {
    self.ranges = ranges
    self.unit = unit
    guard ranges.count > 1 else {
      starts = [0]
      count = ranges.first?.count ?? 0
      return
    }
    var starts: [Int] = []
    starts.reserveCapacity(ranges.count)
    var count = 0
    for range in ranges {
      starts.append(count)
      count += range.count
    }
    self.starts = starts
    self.count = count
  }

  /// States nobody else works on, in pieces whose indices are contiguous; nil when there are none left.
  func next() -> [Range<UInt32>]? {
    guard cursor.load(ordering: .relaxed) < count else { return nil }
    let (start, _) = cursor.add(unit, ordering: .relaxed)
    guard start < count else { return nil }
    var pieces: [Range<UInt32>] = []
    var rest = start..<min(start + unit, count)
    while !rest.isEmpty {
      let piece = contiguous(rest)
      pieces.append(piece)
      rest = rest.lowerBound + piece.count..<rest.upperBound
    }
    return pieces
  }

  /// How many states were not handed out yet.
  var waiting: Int { max(count - cursor.load(ordering: .relaxed), 0) }

  /// The first piece of the states at `positions` whose indices are contiguous.
  private func contiguous(_ positions: Range<Int>) -> Range<UInt32> {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= positions.lowerBound { low = middle } else { high = middle }
    }
    let range = ranges[low]
    let first = range.lowerBound + UInt32(positions.lowerBound - starts[low])
    return first..<min(first + UInt32(positions.count), range.upperBound)
  }
}
