import Checking
import Digests
import Foundation
import Glibc
import ModelIR

/// Saves an exploration to a folder, whole or not at all.
struct CheckpointWriter {
  let folder: CheckpointFolder
  let digest: String
  let unreduced: [String]
  /// Once it is raised, what is being saved is given up.
  let stop: StopFlag

  /// What became of saving.
  enum Outcome: Hashable {
    case saved
    /// The folder holds the same search when it was farther.
    case kept(depth: Int)
    case stopped
  }

  /// Bytes that are written between two looks at `stop`.
  private static let chunk = 32 << 20

  /// Saves the exploration as it was before its unfinished level, if it has one.
  func save(_ exploration: Exploration) throws(EngineFailure) -> Outcome {
    if let known = try saved(), known.depth > exploration.depth { return .kept(depth: known.depth) }
    let space = exploration.context.space
    let store = space.store
    let allocated = space.allocated
    // A name that no file has: the header in place speaks of the old ones until it is replaced.
    let name = SavedNames.level(exploration.depth, .random(in: 0...UInt32.max))
    do throws(EngineFailure) {
      guard
        let states = unsafe try write(
          store.words, byteCount: allocated * store.width * 8, to: name + ".states"),
        let parents = unsafe try write(store.parents, byteCount: allocated * 4, to: name + ".parents")
      else {
        removeOthers()
        return .stopped
      }
      try folder.put(
        Checkpoint(
          digest: digest, unreduced: unreduced, width: store.width, allocated: allocated,
          unused: exploration.unusedRanges, frontier: exploration.frontier,
          depth: exploration.depth, checkedDepth: exploration.checkedDepth,
          counts: exploration.countsAtLevelStart,
          candidates: Array(exploration.ledger.candidates.values),
          failedProperties: Array(exploration.ledger.failedProperties), states: states, parents: parents))
    } catch {
      removeOthers()
      throw error
    }
    removeOthers()
    return .saved
  }

  /// What the folder holds of the same search; throws if it holds something else.
  func saved() throws(EngineFailure) -> Checkpoint? {
    guard let header = try folder.saved() else { return nil }
    guard case .process(let known) = header.content, known.digest == digest else {
      throw EngineFailure(.inputOutput, CheckpointFolder.otherSearch(folder.url))
    }
    return known
  }

  /// Nil if it was to be given up.
  private func write(
    _ bytes: UnsafeRawPointer, byteCount: Int, to name: String
  ) throws(EngineFailure) -> Checkpoint.File? {
    let temporary = folder.url.appendingPathComponent(name + SavedNames.partialSuffix).path
    let file = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw failure() }
    defer { close(file) }
    var digest = SHA256()
    var position = 0
    while position < byteCount {
      if stop.isRaised { return nil }
      let count = min(byteCount - position, Self.chunk)
      guard unsafe writeWhole(bytes + position, byteCount: count, to: file), fdatasync(file) == 0 else {
        throw failure()
      }
      unsafe digest.update(bufferPointer: UnsafeRawBufferPointer(start: bytes + position, count: count))
      position += count
    }
    guard unsafe rename(temporary, folder.url.appendingPathComponent(name).path) == 0 else {
      throw failure()
    }
    return Checkpoint.File(name: name, digest: digest.finalize().hexadecimal)
  }

  private func failure() -> EngineFailure { folder.failure(unsafe String(cString: strerror(errno))) }

  /// Deletes the files of all other checkpoints; none, if it is not known which one counts.
  private func removeOthers() {
    do throws(EngineFailure) {
      let kept = try saved()
      folder.removeFiles(otherThan: Set([kept?.states.name, kept?.parents.name].compactMap(\.self)))
    } catch {}
  }
}
