import Checking
import Foundation
import Glibc

/// Saves an exploration to a folder, whole or not at all.
struct CheckpointWriter {
  let folder: URL
  let digest: String
  let unreduced: [String]

  /// Saves the exploration as it was before its unfinished level, if it has one.
  func save(_ exploration: Exploration) throws(EngineFailure) {
    let space = exploration.context.space
    let unused = exploration.unusedRanges
    let allocated = space.allocated
    let name = "level-\(exploration.depth)"
    let checkpoint = Checkpoint(
      digest: digest, unreduced: unreduced, width: space.store.width, allocated: allocated, unused: unused,
      frontier: exploration.frontier,
      depth: exploration.depth, checkedDepth: exploration.checkedDepth,
      counts: exploration.countsAtLevelStart,
      candidates: Array(exploration.ledger.candidates.values),
      failedProperties: Array(exploration.ledger.failedProperties),
      checksum: space.store.checksum(complement(of: unused, below: UInt32(allocated))),
      statesFile: name + ".states", parentsFile: name + ".parents")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let store = space.store
      unsafe try write(store.words, byteCount: allocated * store.width * 8, to: checkpoint.statesFile)
      unsafe try write(store.parents, byteCount: allocated * 4, to: checkpoint.parentsFile)
      let header = try JSONEncoder().encode(checkpoint)
      unsafe try header.withUnsafeBytes { bytes in
        if let base = bytes.baseAddress {
          unsafe try write(base, byteCount: bytes.count, to: Checkpoint.header)
        }
      }
      removeOthers(than: [checkpoint.statesFile, checkpoint.parentsFile, Checkpoint.header])
    } catch {
      throw EngineFailure(.inputOutput, "cannot save a checkpoint in `\(folder.path)`: \(Self.reason(error))")
    }
  }

  private func write(_ bytes: UnsafeRawPointer, byteCount: Int, to name: String) throws {
    let temporary = folder.appendingPathComponent(name + ".partial").path
    let file = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw SystemError(code: errno) }
    defer { close(file) }
    var position = 0
    while position < byteCount {
      let written = unsafe Glibc.write(file, bytes + position, min(byteCount - position, 1 << 30))
      if written < 0, errno == EINTR { continue }
      guard written > 0 else {
        let code = errno
        _ = unsafe unlink(temporary)
        throw SystemError(code: code)
      }
      position += written
    }
    guard fsync(file) == 0, unsafe rename(temporary, folder.appendingPathComponent(name).path) == 0 else {
      throw SystemError(code: errno)
    }
  }

  /// Deletes older checkpoints' files.
  private func removeOthers(than kept: Set<String>) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names where name.hasPrefix("level-") && !kept.contains(name) {
      try? FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }
  }

  private struct SystemError: Error {
    var code: Int32
  }

  private static func reason(_ error: any Error) -> String {
    if let error = error as? SystemError { return unsafe String(cString: strerror(error.code)) }
    return error.localizedDescription
  }
}
