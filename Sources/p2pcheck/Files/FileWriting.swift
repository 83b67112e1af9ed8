import Foundation

/// Writes files whole or not at all: to a temporary file beside the target, which is then renamed.
///
/// A device or a pipe stays what it is, and is written to.
enum FileWriting {
  static func write(_ text: String, to path: String, as role: String) throws(FileFailure) {
    try write(Data(text.utf8), to: path, as: role)
  }

  static func write(_ data: Data, to path: String, as role: String) throws(FileFailure) {
    do {
      if FileKind(behind: path) == .other {
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

  /// Makes a folder and those above it; an existing one is fine.
  static func makeFolder(_ path: String, as role: String) throws(FileFailure) {
    var folder = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      folder +=
        folder.isEmpty && part.isEmpty ? "/" : folder.isEmpty || folder == "/" ? "\(part)" : "/\(part)"
      guard unsafe mkdir(folder, 0o777) != 0, errno != EEXIST, folder != "/" else { continue }
      throw FileFailure("cannot make the \(role) `\(path)`: \(SystemReason.text(of: errno))")
    }
  }
}
