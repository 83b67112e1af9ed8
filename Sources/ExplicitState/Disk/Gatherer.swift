import CSuccessor

/// What one worker has come to in a layer: in memory, and sorted in temporary files once that is full.
///
/// `@unchecked Sendable`: used by one thread at a time.
@safe
final class Gatherer: @unchecked Sendable {
  let width: Int
  /// Sorted and written already.
  private(set) var runs: [SortedRun] = []
  /// States that are gathered before they are written; at most as many as there is room for.
  var limit: Int { didSet { limit = min(max(limit, 1), capacity) } }
  private let folder: DiskFolder
  private let tuning: DiskTuning
  private let capacity: Int
  private let memory: Reservation
  private let states: UnsafeMutablePointer<UInt64>
  private var filled = 0
  private var isSorted = true
  /// The last states that were gathered, by their hashes: much comes again soon.
  private let cache: UnsafeMutablePointer<UInt64>
  private static let cacheBytes = 1 << 19
  private let cacheMask: Int

  /// Nil if the system refuses the memory.
  init?(width: Int, bytes: Int, folder: DiskFolder, tuning: DiskTuning) {
    self.width = width
    self.folder = folder
    self.tuning = tuning
    capacity = max(tuning.gathered ?? bytes / (8 * width), tuning.gathered == nil ? 4096 : 1)
    limit = capacity
    guard let memory = Reservation(byteCount: capacity * width * 8) else { return nil }
    memory.preferHugePages(from: 8 << 20)
    unsafe states = memory.base.bindMemory(to: UInt64.self, capacity: capacity * width)
    self.memory = memory
    var places = 1 << 6
    while places < capacity, places * 2 * (width + 1) * 8 <= Self.cacheBytes { places *= 2 }
    cacheMask = places - 1
    unsafe cache = .allocate(capacity: places * (width + 1))
    unsafe cache.initialize(repeating: 0, count: places * (width + 1))
  }

  deinit { unsafe cache.deallocate() }

  /// The most bytes that it held.
  private(set) var mostBytes = 0

  /// Bytes that it holds.
  var byteCount: Int { filled * width * 8 }

  /// States that are gathered or written, some of them more than once.
  var count: Int { runs.reduce(filled) { $0 + $1.count } }

  func add(_ words: UnsafePointer<UInt64>, hashes: UnsafePointer<UInt64>, count: Int) throws(DiskStop) {
    var taken = 0
    while taken < count {
      if filled >= limit { try makeRoom() }
      let part = min(count - taken, limit - filled)
      filled = unsafe p2p_gather(
        states, filled, cache, cacheMask, words + taken * width, hashes + taken, part, width)
      isSorted = false
      taken += part
    }
  }

  /// Adds states that are known to be different.
  func add(_ words: UnsafePointer<UInt64>, count: Int) throws(DiskStop) {
    var taken = 0
    while taken < count {
      if filled >= limit { try makeRoom() }
      let part = min(count - taken, limit - filled)
      unsafe (states + filled * width).update(from: words + taken * width, count: part * width)
      filled += part
      isSorted = false
      taken += part
    }
  }

  /// What is in memory, sorted.
  func sorted() -> SortedStates {
    sort()
    return unsafe SortedStates(states, count: filled, width: width)
  }

  /// Forgets everything; the next layer begins.
  func clear() {
    runs = []
    filled = 0
    isSorted = true
  }

  private func sort() {
    guard !isSorted else { return }
    mostBytes = max(mostBytes, byteCount)
    guard !isSorted else { return }
    filled = unsafe p2p_sort(states, filled, width)
    isSorted = true
  }

  /// Removes what is there twice, and writes the rest if it is still much.
  private func makeRoom() throws(DiskStop) {
    sort()
    guard filled > limit / 2 else { return }
    let file = try folder.makeTemporaryFile()
    let writer = SegmentWriter(file, width: width, blockStates: tuning.blockStates(width: width))
    unsafe try writer.append(states, count: filled)
    if let segment = try writer.finish() { runs.append(SortedRun([segment])) }
    filled = 0
    guard runs.count >= max(tuning.fanIn, 2) * 2 else { return }
    runs = [try mergedRuns()]
  }

  /// Too many files would be open at the same time.
  private func mergedRuns() throws(DiskStop) -> SortedRun {
    let file = try folder.makeTemporaryFile()
    let writer = SegmentWriter(file, width: width, blockStates: tuning.blockStates(width: width))
    let merge = RunMerge(runs: runs, gathered: [], known: [], width: width, tuning: tuning)
    try merge.write(from: nil, below: nil, to: writer) { true }
    return SortedRun([try writer.finish()].compactMap(\.self))
  }
}
