import Checking
import Foundation
import Glibc
import ModelIR

/// Saves an exploration to a folder, whole or not at all.
struct CheckpointWriter {
  let folder: URL
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
    let unused = exploration.unusedRanges
    let allocated = space.allocated
    let stored = complement(of: unused, below: UInt32(allocated))
    guard let checksum = store.checksum(stored, unless: stop) else { return .stopped }
    // A name that no file has: the header in place speaks of the old ones until it is replaced.
    let name = "\(Checkpoint.filePrefix)\(exploration.depth)-\(UInt32.random(in: 0...UInt32.max))"
    let checkpoint = Checkpoint(
      digest: digest, unreduced: unreduced, width: store.width, allocated: allocated, unused: unused,
      frontier: exploration.frontier,
      depth: exploration.depth, checkedDepth: exploration.checkedDepth,
      counts: exploration.countsAtLevelStart,
      candidates: Array(exploration.ledger.candidates.values),
      failedProperties: Array(exploration.ledger.failedProperties),
      checksum: checksum, statesFile: name + ".states", parentsFile: name + ".parents")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      unsafe try write(store.words, byteCount: allocated * store.width * 8, to: checkpoint.statesFile)
      unsafe try write(store.parents, byteCount: allocated * 4, to: checkpoint.parentsFile)
      let header = try JSONEncoder().encode(checkpoint)
      unsafe try header.withUnsafeBytes { bytes in
        if let base = bytes.baseAddress {
          unsafe try write(base, byteCount: bytes.count, to: Checkpoint.header)
        }
      }
    } catch is Stopped {
      removeOthers(than: try? saved())
      return .stopped
    } catch {
      removeOthers(than: try? saved())
      throw EngineFailure(.inputOutput, "cannot save a checkpoint in `\(folder.path)`: \(Self.reason(error))")
    }
    removeOthers(than: checkpoint)
    return .saved
  }

  /// What the folder holds of the same search; throws if it holds something else.
  func saved() throws(EngineFailure) -> Checkpoint? {
    guard let data = try? Data(contentsOf: folder.appendingPathComponent(Checkpoint.header)) else {
      return nil
    }
    guard let known = try? JSONDecoder().decode(Checkpoint.self, from: data),
      known.format == Checkpoint.currentFormat, known.digest == digest
    else {
      throw EngineFailure(
        .inputOutput,
        "`\(folder.path)` holds the saved search of another model, of other options or of another version; "
          + "save to another folder, or delete it")
    }
    return known
  }

  private func write(_ bytes: UnsafeRawPointer, byteCount: Int, to name: String) throws {
    let temporary = folder.appendingPathComponent(name + Checkpoint.partialSuffix).path
    let file = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw SystemError(code: errno) }
    defer { close(file) }
    var position = 0
    while position < byteCount {
      if stop.isRaised { throw Stopped() }
      let count = min(byteCount - position, Self.chunk)
      guard unsafe writeWhole(bytes + position, byteCount: count, to: file), fdatasync(file) == 0 else {
        throw SystemError(code: errno)
      }
      position += count
    }
    guard unsafe rename(temporary, folder.appendingPathComponent(name).path) == 0 else {
      throw SystemError(code: errno)
    }
  }

  /// Deletes the files of all other checkpoints.
  private func removeOthers(than kept: Checkpoint?) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names where name.hasPrefix(Checkpoint.filePrefix) || name.hasSuffix(Checkpoint.partialSuffix)
    {
      if name == kept?.statesFile || name == kept?.parentsFile { continue }
      try? FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }
  }

  private struct Stopped: Error {}

  private struct SystemError: Error {
    var code: Int32
  }

  private static func reason(_ error: any Error) -> String {
    if let error = error as? SystemError { return unsafe String(cString: strerror(error.code)) }
    return error.localizedDescription
  }
}
