import Glibc

/// That nobody else uses a folder: a lock on a file in it, which is let go at the latest when this is gone.
final class FolderLock: Sendable {
  enum Refusal: Error, Hashable {
    /// Another run has it.
    case taken
    /// The system's error.
    case impossible(Int32)

    /// In a clause.
    var reason: String {
      switch self {
      case .taken: "another run is using it"
      case .impossible(let code): unsafe String(cString: strerror(code))
      }
    }

    /// Whether the file system knows no locks.
    var isOfFileSystem: Bool {
      switch self {
      case .taken: false
      case .impossible(let code): [ENOLCK, ENOSYS, EOPNOTSUPP].contains(code)
      }
    }
  }

  private let file: Int32

  /// Makes the file if there is none, with this mode.
  init(_ name: String, in folder: Int32 = AT_FDCWD, mode: mode_t = 0o600) throws(Refusal) {
    let file = unsafe openat(folder, name, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, mode)
    guard file >= 0 else { throw .impossible(errno) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(file)
      throw code == EWOULDBLOCK ? .taken : .impossible(code)
    }
    self.file = file
  }

  deinit { close(file) }

  /// Lets others have the folder.
  func end() { flock(file, LOCK_UN) }
}
