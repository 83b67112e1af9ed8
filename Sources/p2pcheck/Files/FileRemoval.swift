import Foundation

/// Removes one file, or one empty folder: never what is beneath or behind it.
enum FileRemoval {
  static func removeFile(_ path: String) throws(FileFailure) {
    if unsafe unlink(path) != 0 { throw failure(path) }
  }

  static func removeFolder(_ path: String) throws(FileFailure) {
    if unsafe rmdir(path) != 0 { throw failure(path) }
  }

  private static func failure(_ path: String) -> FileFailure {
    FileFailure("cannot remove `\(path)`: \(SystemReason.text(of: errno))")
  }
}
