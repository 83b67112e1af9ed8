/// The indices a worker may give to new states, and those it gave in the level being built.
///
/// What a level leaves over is used by the next one, so that unused indices only exist at a search's end.
struct IndexReserve {
  /// The index of the next new state, valid if `count` is not 0.
  private(set) var next: UInt32 = 0
  private var end: UInt32 = 0
  private var spares: [Range<UInt32>] = []
  private var levelStart: UInt32 = 0
  private var levelRanges: [Range<UInt32>] = []

  var count: Int { spares.reduce(Int(end - next)) { $0 + $1.count } }

  /// Everything not used yet.
  var unused: [Range<UInt32>] { (next < end ? [next..<end] : []) + spares }

  mutating func add(_ block: Range<UInt32>) {
    if next == end {
      closeRange()
      open(block)
    } else if block.lowerBound == end, spares.isEmpty {
      end = block.upperBound
    } else {
      spares.append(block)
    }
  }

  /// Marks `next` as used.
  mutating func advance() {
    next &+= 1
    if next == end, let block = spares.popLast() {
      closeRange()
      open(block)
    }
  }

  /// The indices used since the last call.
  mutating func finishLevel() -> [Range<UInt32>] {
    closeRange()
    defer { levelRanges.removeAll(keepingCapacity: true) }
    return levelRanges
  }

  private mutating func open(_ block: Range<UInt32>) {
    (next, end) = (block.lowerBound, block.upperBound)
    levelStart = next
  }

  private mutating func closeRange() {
    guard levelStart < next else { return }
    if let last = levelRanges.last, last.upperBound == levelStart {
      levelRanges[levelRanges.count - 1] = last.lowerBound..<next
    } else {
      levelRanges.append(levelStart..<next)
    }
    levelStart = next
  }
}
