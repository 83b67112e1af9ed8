import Foundation
import Glibc

/// Files of saved searches, opened to be read: only regular ones, so that none makes its reader wait.
enum SavedFile {
  enum Objection: Error, Hashable {
    /// There is nothing of this name.
    case missing
    /// Why it cannot be read, in a clause that follows its name.
    case unreadable(String)

    /// What is to be said behind the file's name.
    var clause: String {
      switch self {
      case .missing: "is missing"
      case .unreadable(let reason): reason
      }
    }
  }

  /// The file's descriptor, and how many bytes it has; `name` may be a path if there is no folder.
  static func open(
    _ name: String, in folder: Int32 = AT_FDCWD, followsLinks: Bool = true
  ) throws(Objection) -> (descriptor: Int32, size: Int) {
    let flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | (followsLinks ? 0 : O_NOFOLLOW)
    let file = unsafe openat(folder, name, flags)
    guard file >= 0 else { throw objection(errno, name, folder, followsLinks) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0 else {
      let code = errno
      close(file)
      throw .unreadable(cannotBeRead(code))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(file)
      throw .unreadable(status.st_mode & S_IFMT == S_IFDIR ? "is a folder" : "is no regular file")
    }
    return (file, Int(status.st_size))
  }

  /// All that is in a file.
  static func content(
    of name: String, in folder: Int32 = AT_FDCWD, followsLinks: Bool = true
  ) throws(Objection) -> Data {
    let (file, size) = try open(name, in: folder, followsLinks: followsLinks)
    defer { close(file) }
    // No header has so much.
    guard size <= 1 << 30 else { throw .unreadable("is too large") }
    var bytes = [UInt8](repeating: 0, count: size)
    guard let count = unsafe bytes.withUnsafeMutableBytes({ unsafe read($0, from: file) }) else {
      throw .unreadable(cannotBeRead(errno))
    }
    return Data(bytes.prefix(count))
  }

  /// Reads until the memory is full or the file ends; how many bytes that were, nil, with `errno`, if it fails.
  static func read(_ memory: UnsafeMutableRawBufferPointer, from file: Int32) -> Int? {
    guard let base = memory.baseAddress else { return 0 }
    var position = 0
    while position < memory.count {
      let count = unsafe Glibc.read(file, base + position, min(memory.count - position, 1 << 30))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      guard count > 0 else { break }
      position += count
    }
    return position
  }

  /// A clause about an error of the system.
  static func cannotBeRead(_ code: Int32) -> String {
    "cannot be read: \(unsafe String(cString: strerror(code)))"
  }

  private static func objection(
    _ code: Int32, _ name: String, _ folder: Int32, _ followsLinks: Bool
  ) -> Objection {
    var status = stat()
    switch code {
    // Where a part of the path is no folder, there is nothing either.
    case ENOENT, ENOTDIR:
      let isLink = unsafe fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0
      return isLink ? .unreadable("is a link that leads nowhere") : .missing
    case ELOOP where !followsLinks: return .unreadable("is a link")
    default: return .unreadable(cannotBeRead(code))
    }
  }
}
