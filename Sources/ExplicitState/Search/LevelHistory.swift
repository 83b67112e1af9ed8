/// Which indices the states of each depth have.
///
/// Written between levels, while no worker is at work.
final class LevelHistory: @unchecked Sendable {
  private struct Entry {
    /// The index of the first state.
    var start: UInt32
    var depth: UInt32
  }

  private var entries: [Entry] = []

  var byteCount: Int { entries.capacity * MemoryLayout<Entry>.stride }

  /// Adds states at a depth, in the order of their indices.
  func append(_ ranges: [Range<UInt32>], depth: Int) {
    for range in ranges { entries.append(Entry(start: range.lowerBound, depth: UInt32(depth))) }
  }

  func removeAll() { entries = [] }

  /// To look indices up, of which so many were handed out.
  func index(allocated: Int) -> LevelIndex {
    let sorted = entries.sorted { $0.start < $1.start }
    let ends = sorted.dropFirst().map(\.start) + [UInt32(allocated)]
    return LevelIndex(zip(sorted, ends).map { ($0.start..<max($0.start, $1), Int($0.depth)) })
  }
}

/// The depths of indices: see `LevelHistory`.
///
/// Indices without a state have some depth, too.
struct LevelIndex: Sendable {
  private typealias Piece = (range: Range<UInt32>, depth: Int)
  private let byIndex: [Piece]
  private let byDepth: [Piece]

  init(_ pieces: [(range: Range<UInt32>, depth: Int)]) {
    byIndex = pieces
    byDepth = pieces.sorted { ($0.depth, $0.range.lowerBound) < ($1.depth, $1.range.lowerBound) }
  }

  func depth(of state: UInt32) -> Int {
    byIndex[Self.firstIndex(in: byIndex) { $0.range.lowerBound > state } - 1].depth
  }

  /// The indices of a depth, in order.
  func states(atDepth depth: Int) -> [Range<UInt32>] {
    let start = Self.firstIndex(in: byDepth) { $0.depth >= depth }
    return byDepth[start...].prefix { $0.depth == depth }.map(\.range)
  }

  private static func firstIndex(in pieces: [Piece], where isBeyond: (Piece) -> Bool) -> Int {
    var (low, high) = (0, pieces.count)
    while low < high {
      let middle = (low + high) / 2
      if isBeyond(pieces[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
