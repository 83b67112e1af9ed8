package import Foundation

/// A folder for files that are needed for a moment, named after this process.
package struct TemporaryFolder: Sendable {
  package let url: URL

  static let parent = FileManager.default.temporaryDirectory
  /// What the names of this process's temporary files and folders begin with.
  static let prefix = "p2pcheck-\(ProcessInfo.processInfo.processIdentifier)-"

  /// Makes the folder, which only its owner can look into.
  package init() throws {
    url = Self.parent.appending(path: Self.prefix + UUID().uuidString)
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  package func remove() { Self.insist { Self.isRemoved(url) } }

  /// Removes all of this process that are left, and files as well.
  package static func removeAll() {
    insist {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
      return names.filter { $0.hasPrefix(prefix) }.allSatisfy { isRemoved(parent.appending(path: $0)) }
    }
  }

  private static func isRemoved(_ item: URL) -> Bool {
    (try? FileManager.default.removeItem(at: item)) != nil
      || !FileManager.default.fileExists(atPath: item.path)
  }

  /// Tries for a second: a program that is just being ended may still write there.
  private static func insist(_ isDone: () -> Bool) {
    for _ in 0..<50 {
      if isDone() { return }
      Thread.sleep(forTimeInterval: 0.02)
    }
  }
}
