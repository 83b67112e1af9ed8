import Checking
import Foundation
import Glibc

/// Restores an exploration from a folder.
struct CheckpointReader {
  let folder: URL
  let digest: String

  /// Fills a fresh exploration.
  func restore(_ exploration: Exploration) throws(EngineFailure) {
    let checkpoint = try readHeader()
    let space = exploration.context.space
    let store = space.store
    guard checkpoint.width == store.width, checkpoint.counts.matches(exploration.counts),
      checkpoint.isConsistent
    else {
      throw failure("it does not belong to this model")
    }
    guard space.restore(allocated: checkpoint.allocated) else {
      throw failure("its \(checkpoint.allocated) states do not fit into the memory limit")
    }
    let count = checkpoint.allocated
    unsafe try read(checkpoint.statesFile, into: store.words, byteCount: count * store.width * 8)
    unsafe try read(checkpoint.parentsFile, into: store.parents, byteCount: count * 4)
    let stored = complement(of: checkpoint.unused, below: UInt32(count))
    let stop = exploration.context.watch.stop.flag
    guard let checksum = store.checksum(stored, unless: stop) else {
      var failure = failure("the search was to end before it was read")
      failure.kind = .unsupported
      throw failure
    }
    guard checksum == checkpoint.checksum else { throw failure("its files are damaged") }
    for state in stored.joined() { space.table.enter(state, hash: store.hash(of: state)) }
    exploration.resume(checkpoint)
  }

  /// What the saved search does without; see `CheckpointPlan.unreduced`.
  static func unreduced(in folder: URL) throws(EngineFailure) -> [String] {
    try CheckpointReader(folder: folder, digest: "").decodeHeader().unreduced
  }

  private func readHeader() throws(EngineFailure) -> Checkpoint {
    let checkpoint = try decodeHeader()
    guard checkpoint.digest == digest else {
      throw failure("it was made with another model or other options")
    }
    return checkpoint
  }

  private func decodeHeader() throws(EngineFailure) -> Checkpoint {
    let checkpoint: Checkpoint
    do {
      let data = try Data(contentsOf: folder.appendingPathComponent(Checkpoint.header))
      checkpoint = try JSONDecoder().decode(Checkpoint.self, from: data)
    } catch is DecodingError {
      throw failure("its header is not one of a checkpoint")
    } catch {
      throw failure(error.localizedDescription)
    }
    guard checkpoint.format == Checkpoint.currentFormat else { throw failure("another version wrote it") }
    return checkpoint
  }

  private func read(_ name: String, into bytes: UnsafeMutableRawPointer, byteCount: Int) throws(EngineFailure)
  {
    guard !name.contains("/") else { throw failure("its header is not one of a checkpoint") }
    let file = unsafe open(folder.appendingPathComponent(name).path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw failure("`\(name)` cannot be read: \(unsafe String(cString: strerror(errno)))")
    }
    defer { close(file) }
    var position = 0
    while position < byteCount {
      let count = unsafe Glibc.read(file, bytes + position, min(byteCount - position, 1 << 30))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("`\(name)` is too short") }
      position += count
    }
  }

  private func failure(_ reason: String) -> EngineFailure {
    EngineFailure(.inputOutput, "cannot resume from `\(folder.path)`: \(reason)")
  }
}

extension Checkpoint {
  /// Whether all indices are in bounds, so that a damaged header cannot lead outside of the memory.
  fileprivate var isConsistent: Bool {
    let inBounds = { (range: Range<UInt32>) in Int(range.upperBound) <= allocated }
    return allocated >= 0 && allocated < Int(UInt32.max) && depth >= 0 && unused.allSatisfy(inBounds)
      && frontier.allSatisfy(inBounds) && candidates.allSatisfy { Int($0.state) < allocated }
  }
}

extension FiringCounts {
  /// Whether both are of as many rules and properties.
  func matches(_ other: FiringCounts) -> Bool {
    firings.count == other.firings.count && stops.count == other.stops.count && hits.count == other.hits.count
  }
}
