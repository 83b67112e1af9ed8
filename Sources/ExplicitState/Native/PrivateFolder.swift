import CSuccessor
import Diagnostics
package import Foundation

/// A folder that nobody but its owner, who is whoever runs this program, can put something into or lead elsewhere.
///
/// What is found in other folders may be anybody's. No link is followed on the way there, and every folder on the way
/// belongs to the same user or to root and cannot be written to by others (`/tmp` can, but nothing in it be replaced).
package struct PrivateFolder: Sendable {
  /// Absolute.
  package let path: String

  /// Why a folder is not used, in a clause.
  package struct Refusal: Error, Hashable, Sendable {
    package var reason: String

    init(_ reason: String) { self.reason = reason.visible }
  }

  /// Nothing is looked at yet.
  package init(_ path: String) { self.path = path }

  // MARK: - Files

  /// Makes what is missing of the folder, and looks at it.
  package func prepare() throws(Refusal) { Self.close(try open()) }

  /// The content of a file that the owner alone can have written; nil if there is no such file.
  package func content(of name: String) -> Data? {
    guard let folder = try? open() else { return nil }
    defer { Self.close(folder) }
    let file = unsafe openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
      status.st_mode & 0o022 == 0
    else { return nil }
    // It was of use now: what was not for longest leaves first.
    _ = futimens(file, nil)
    return try? handle.readToEnd() ?? Data()
  }

  /// Writes a file whole or not at all.
  package func write(_ content: Data, to name: String) throws(Refusal) {
    let folder = try open()
    defer { Self.close(folder) }
    let partial = "\(name).\(UUID().uuidString)"
    let file = unsafe openat(folder, partial, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Refusal("it cannot be written to") }
    do {
      try FileHandle(fileDescriptor: file, closeOnDealloc: true).write(contentsOf: content)
      guard unsafe renameat(folder, partial, folder, name) == 0 else {
        throw Refusal("it cannot be written to")
      }
    } catch {
      _ = unsafe unlinkat(folder, partial, 0)
      throw Refusal("it cannot be written to")
    }
  }

  // MARK: - The way there

  func open() throws(Refusal) -> Int32 {
    let parts = path.split(separator: "/").map(String.init)
    guard path.hasPrefix("/"), !parts.isEmpty, !parts.contains("..") else {
      throw Refusal("`\(path)` is no absolute path")
    }
    var current = unsafe p2p_open_folder(AT_FDCWD, "/")
    guard current >= 0 else { throw Refusal("`/` cannot be opened") }
    for (index, part) in parts.enumerated() where part != "." {
      let parent = current
      defer { Self.close(parent) }
      let place = "/" + parts[...index].joined(separator: "/")
      _ = unsafe mkdirat(parent, part, 0o700)
      current = unsafe p2p_open_folder(parent, part)
      guard current >= 0 else { throw Refusal("`\(place)` is no folder, or cannot be made or entered") }
      do throws(Refusal) {
        try Self.check(current, place, isLast: index == parts.count - 1)
      } catch {
        Self.close(current)
        throw error
      }
      if index == parts.count - 1 { _ = unsafe fchmodat(parent, part, 0o700, 0) }
    }
    return current
  }

  private static func check(_ folder: Int32, _ place: String, isLast: Bool) throws(Refusal) {
    var status = stat()
    guard unsafe fstat(folder, &status) == 0 else { throw Refusal("`\(place)` cannot be looked at") }
    guard status.st_uid == geteuid() || status.st_uid == 0 && !isLast else {
      throw Refusal("`\(place)` belongs to somebody else")
    }
    let isShared = status.st_mode & 0o022 != 0
    guard !isShared || status.st_mode & S_ISVTX != 0 && !isLast else {
      throw Refusal("`\(place)` can be written to by others")
    }
  }

  static func close(_ descriptor: Int32) { _ = Foundation.close(descriptor) }
}
