import Foundation

/// A folder that this process alone writes to, as long as it lives, among those who ask (flock(2)).
final class FolderLock: Sendable {
  private let descriptor: Int32

  /// Where the file system has no locks nobody is kept away.
  init(_ path: String, as role: String) throws(FileFailure) {
    descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw FileFailure("cannot open the \(role) `\(path)`: \(SystemReason.text(of: errno))")
    }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      close(descriptor)
      throw FileFailure("cannot write to the \(role) `\(path)`: another run is writing there")
    }
  }

  deinit { close(descriptor) }
}
