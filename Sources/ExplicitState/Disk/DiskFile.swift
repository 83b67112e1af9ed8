import Checking
import Glibc
import Synchronization

/// A file of a search: it only grows, by one thread at a time, and is read by all.
final class DiskFile: Sendable {
  let name: String
  /// By chance: every checksum in the file depends on it, so that no other file is taken for this one.
  let salt: UInt64
  private let descriptor: Int32
  private let isTemporary: Bool
  private let folder: DiskFolder
  private let length: Atomic<Int>
  private let isDirty = Atomic<Bool>(false)

  init(name: String, salt: UInt64, descriptor: Int32, end: Int, isTemporary: Bool, in folder: DiskFolder) {
    self.name = name
    self.salt = salt
    self.descriptor = descriptor
    self.isTemporary = isTemporary
    self.folder = folder
    length = Atomic(end)
  }

  deinit {
    close(descriptor)
    if isTemporary { folder.giveBack(end) }
  }

  /// Bytes that were written.
  var end: Int { length.load(ordering: .relaxed) }

  /// What the checksum of what begins at an offset begins with.
  func seed(at offset: Int) -> UInt64 { salt ^ UInt64(offset) &* 0x9e37_79b9_7f4a_7c15 }

  func append(_ bytes: UnsafeRawPointer, count: Int) throws(DiskStop) {
    try folder.claim(count)
    // Also of a piece that is written in part.
    let start = length.add(count, ordering: .relaxed).oldValue
    isDirty.store(true, ordering: .relaxed)
    var position = 0
    while position < count {
      let written = unsafe pwrite(descriptor, bytes + position, count - position, start + position)
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw DiskStop(written < 0 ? errno : ENOSPC, "write", in: folder.path) }
      position += written
    }
  }

  func read(_ bytes: UnsafeMutableRawPointer, count: Int, at offset: Int) throws(DiskStop) {
    var position = 0
    while position < count {
      let size = unsafe pread(descriptor, bytes + position, count - position, offset + position)
      if size < 0, errno == EINTR { continue }
      guard size >= 0 else { throw DiskStop(errno, "read `\(name)`", in: folder.path) }
      guard size > 0 else { throw damage("is too short") }
      position += size
    }
  }

  func damage(_ what: String) -> DiskStop { DiskStop(damaged: "`\(name)` \(what)", in: folder.path) }

  /// Returns once all of it is on the disk.
  func sync() throws(DiskStop) {
    guard isDirty.exchange(false, ordering: .relaxed) else { return }
    guard fdatasync(descriptor) == 0 else { throw DiskStop(errno, "write", in: folder.path) }
  }
}
