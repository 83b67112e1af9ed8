import CSuccessor

/// Merges sorted runs and states in memory to one run, in which each state is once, without those that are known.
struct RunMerge: Sendable {
  let runs: [SortedRun]
  let gathered: [SortedStates]
  /// What is left out.
  let known: [SortedRun]
  let width: Int
  let tuning: DiskTuning

  private var blockStates: Int { tuning.blockStates(width: width) }
  /// States that are held against the known ones at a time.
  private var chunk: Int { max(blockStates / 2, 1) }

  /// States that are merged, some of them more than once.
  var count: Int { runs.reduce(gathered.reduce(0) { $0 + $1.count }) { $0 + $1.count } }

  /// The states at which to cut, so that as many parts are about the same work; in order, maybe fewer.
  func cuts(_ parts: Int) -> [[UInt64]] {
    guard parts > 1 else { return [] }
    var samples = (runs + known).flatMap { $0.samples(Self.samples) }
    samples += gathered.flatMap { $0.samples(Self.samples) }
    samples.sort { $0.key.lexicographicallyPrecedes($1.key) }
    let total = samples.reduce(0) { $0 + $1.weight }
    var cuts: [[UInt64]] = []
    var sum = 0
    for sample in samples {
      if sum * parts >= total * (cuts.count + 1), cuts.last != sample.key { cuts.append(sample.key) }
      sum += sample.weight
    }
    return cuts
  }

  /// Of each run.
  private static let samples = 64

  /// Writes the part from a state on and before another one; ends early once `goesOn` says so, which is asked now and then.
  func write(
    from first: [UInt64]?, below end: [UInt64]?, to writer: SegmentWriter, while goesOn: () -> Bool
  ) throws(DiskStop) {
    let sources = try MergeSources(self, from: first, below: end)
    var subtrahends = known.map { run in
      unsafe Subtrahend(cursor: RunCursor(run, below: nil, width: width, blockStates: blockStates))
    }
    let memory = ChunkMemory(states: chunk, width: width)
    while true {
      let count = unsafe try sources.take(memory.states, capacity: chunk)
      guard count > 0 else { return }
      let kept = try subtract(&subtrahends, from: memory, count)
      unsafe try writer.append(memory.states, count: kept)
      guard goesOn() else { throw .stopped }
    }
  }

  /// Removes the known states of a chunk; returns how many are left.
  private func subtract(
    _ subtrahends: inout [Subtrahend], from memory: ChunkMemory, _ count: Int
  ) throws(DiskStop) -> Int {
    guard !subtrahends.isEmpty else { return count }
    unsafe memory.marks.update(repeating: 0, count: count)
    for number in subtrahends.indices.reversed() {
      var position = 0
      while position < count {
        if unsafe subtrahends[number].stream.next == subtrahends[number].stream.end {
          let state = unsafe memory.states + position * width
          guard let stream = unsafe try subtrahends[number].cursor.read(reaching: state) else {
            subtrahends.remove(at: number)
            break
          }
          unsafe subtrahends[number].stream = stream
        }
        unsafe p2p_mark(
          memory.states, count, &position, &subtrahends[number].stream, memory.marks, width)
      }
    }
    return unsafe p2p_remove_marked(memory.states, count, memory.marks, width)
  }
}

/// A known run, and its states that were read and are not past.
@safe
private struct Subtrahend {
  let cursor: RunCursor
  var stream = unsafe p2p_stream()
}

/// States that are merged, and which of them are known.
@safe
private final class ChunkMemory {
  let states: UnsafeMutablePointer<UInt64>
  let marks: UnsafeMutablePointer<UInt8>

  init(states count: Int, width: Int) {
    unsafe states = .allocate(capacity: count * width)
    unsafe marks = .allocate(capacity: count)
    unsafe marks.initialize(repeating: 0, count: count)
  }

  deinit {
    unsafe states.deallocate()
    unsafe marks.deallocate()
  }
}
