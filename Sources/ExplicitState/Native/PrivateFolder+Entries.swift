package import Foundation

/// What is in a private folder, and how it stays small.
extension PrivateFolder {
  /// A file that the owner of the folder has.
  package struct Entry: Sendable {
    package let name: String
    /// In bytes.
    package let size: Int
    /// When it was written or read last.
    package let used: Date
  }

  /// The files, the least recently used first; none of a folder that does not exist.
  package func entries() throws(Refusal) -> [Entry] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    let folder = try open()
    defer { Self.close(folder) }
    var result: [Entry] = []
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] where Self.isOurs(name) {
      var status = stat()
      guard unsafe fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
        status.st_mode & S_IFMT == S_IFREG,
        status.st_uid == geteuid()
      else { continue }
      let used = Date(
        timeIntervalSince1970: Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9)
      result.append(Entry(name: name, size: Int(status.st_size), used: used))
    }
    return result.sorted { ($0.used, $0.name) < ($1.used, $1.name) }
  }

  /// Whatever is kept is called by a digest, what was being written when a run ended too.
  private static func isOurs(_ name: String) -> Bool {
    name.count >= 64 && name.prefix(64).allSatisfy { $0.isHexDigit && $0.isASCII }
  }

  /// Removes files; one that is gone already, or is in somebody's hands, is passed over.
  package func remove(_ names: [String]) throws(Refusal) {
    guard !names.isEmpty else { return }
    let folder = try open()
    defer { Self.close(folder) }
    for name in names { _ = unsafe unlinkat(folder, name, 0) }
  }

  /// Removes what was not used for longest, if there is more than so many bytes or files, until three quarters are left.
  package func prune(bytes: Int, files: Int) {
    guard let entries = try? entries() else { return }
    var (size, count) = (entries.reduce(0) { $0 + $1.size }, entries.count)
    guard size > bytes || count > files else { return }
    var removed: [String] = []
    for entry in entries {
      guard size > bytes / 4 * 3 || count > files / 4 * 3 else { break }
      removed.append(entry.name)
      size -= entry.size
      count -= 1
    }
    try? remove(removed)
  }
}
