import ExplicitState

/// The frontiers of all events so far, as far as the last one comes from them: each configuration with the one before it.
struct SearchHistory {
  let width: Int
  private(set) var words: [UInt64] = []
  private(set) var parents: [UInt32] = []
  /// The configurations of the last frontier; their chains have a link for every event.
  private(set) var frontier: Range<Int> = 0..<0
  /// It is cleaned when it reaches this size.
  private var limit = 1 << 16

  /// The parent of a configuration of the first frontier.
  static let none = UInt32.max

  init(width: Int) { self.width = width }

  var memory: Int { words.capacity * 8 + parents.capacity * 4 }

  func copy(_ index: Int, into configuration: inout [UInt64]) {
    let start = index * width
    for offset in 0..<width { configuration[offset] = words[start + offset] }
  }

  func configuration(_ index: Int) -> [UInt64] { Array(words[index * width..<(index + 1) * width]) }

  /// Makes these the frontier.
  mutating func append(_ configurations: PackedSet, parents: [UInt32]) {
    let first = self.parents.count
    words.append(contentsOf: configurations.words)
    self.parents.append(contentsOf: parents)
    frontier = first..<self.parents.count
    if self.parents.count >= limit { clean() }
  }

  /// One configuration of each frontier, the first one first, that leads to the first of the last frontier.
  var chain: [Int] {
    var chain: [Int] = []
    var next = frontier.first
    while let index = next {
      chain.append(index)
      next = parents[index] == Self.none ? nil : Int(parents[index])
    }
    return chain.reversed()
  }

  /// Forgets what nothing in the frontier comes from.
  private mutating func clean() {
    var isNeeded = [Bool](repeating: false, count: parents.count)
    for index in frontier {
      var next = index
      while !isNeeded[next] {
        isNeeded[next] = true
        if parents[next] == Self.none { break }
        next = Int(parents[next])
      }
    }
    var place = [UInt32](repeating: 0, count: parents.count)
    var kept = 0
    for index in parents.indices where isNeeded[index] {
      place[index] = UInt32(kept)
      parents[kept] = parents[index] == Self.none ? Self.none : place[Int(parents[index])]
      for offset in 0..<width { words[kept * width + offset] = words[index * width + offset] }
      kept += 1
    }
    let length = frontier.count
    parents.removeLast(parents.count - kept)
    words.removeLast(words.count - kept * width)
    frontier = kept - length..<kept
    limit = max(1 << 16, kept * 2)
  }
}
