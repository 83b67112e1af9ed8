import Foundation

/// Writes files whole or not at all: to a temporary file beside the target, which is then renamed.
///
/// A device or a pipe stays what it is, and is written to.
enum FileWriting {
  static func write(_ text: String, to path: String, as role: String) throws(FileFailure) {
    try write(Data(text.utf8), to: path, as: role)
  }

  static func write(_ data: Data, to path: String, as role: String) throws(FileFailure) {
    let kind = FileKind(behind: path)
    if kind == .folder { throw FileFailure("cannot write the \(role) `\(path)`: it is a folder") }
    do {
      if kind == .other {
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        defer { try? file.close() }
        try file.write(contentsOf: data)
      } else {
        try data.write(to: URL(filePath: path), options: .atomic)
      }
    } catch {
      throw FileFailure("cannot write the \(role) `\(path)`: \(SystemReason.text(of: error))")
    }
  }

  /// Gives a file other contents, whole or not at all: links to it, its permissions and its owner stay.
  static func edit(_ path: String, to data: Data, as role: String) throws(FileFailure) {
    func failure(_ reason: String = SystemReason.text(of: errno)) -> FileFailure {
      FileFailure("cannot change the \(role) `\(path)`: \(reason)")
    }
    guard let buffer = unsafe realpath(path, nil) else { throw failure() }
    defer { unsafe free(buffer) }
    let target = unsafe String(cString: buffer)
    var status = stat()
    guard unsafe stat(target, &status) == 0, unsafe access(target, W_OK) == 0 else { throw failure() }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw failure("it is \(FileKind(mode: status.st_mode).description)")
    }
    // Its other names would go on leading to the old contents.
    guard status.st_nlink == 1 else { throw failure("it has several names (hard links)") }
    var name = Array("\(target).XXXXXX".utf8CString)
    let descriptor = unsafe mkstemp(&name)
    guard descriptor >= 0 else { throw failure() }
    let temporary = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do {
      let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      try file.write(contentsOf: data)
      // Who may not give files away keeps it.
      _ = fchown(descriptor, status.st_uid, status.st_gid)
      guard fchmod(descriptor, status.st_mode & 0o7777) == 0, unsafe rename(temporary, target) == 0 else {
        throw failure()
      }
    } catch {
      let reason = error as? FileFailure ?? failure(SystemReason.text(of: error))
      unsafe unlink(temporary)
      throw reason
    }
  }

  /// Makes a folder and those above it; an existing one is fine.
  static func makeFolder(_ path: String, as role: String) throws(FileFailure) {
    var folder = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      folder +=
        folder.isEmpty && part.isEmpty ? "/" : folder.isEmpty || folder == "/" ? "\(part)" : "/\(part)"
      guard unsafe mkdir(folder, 0o777) != 0, errno != EEXIST, folder != "/" else { continue }
      throw FileFailure("cannot make the \(role) `\(path)`: \(SystemReason.text(of: errno))")
    }
    guard FileKind(behind: path) == .folder else {
      throw FileFailure("cannot make the \(role) `\(path)`: there is something else of this name")
    }
  }
}
