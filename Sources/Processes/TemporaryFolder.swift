package import Foundation

/// A folder for files that are needed for a moment, named after this process.
package struct TemporaryFolder: Sendable {
  package let url: URL

  private static let parent = FileManager.default.temporaryDirectory
  private static let prefix = "p2pcheck-\(ProcessInfo.processInfo.processIdentifier)-"

  /// Makes the folder, which only its owner can look into.
  package init() throws {
    url = Self.parent.appending(path: Self.prefix + UUID().uuidString)
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  package func remove() { try? FileManager.default.removeItem(at: url) }

  /// Removes all of this process that are left.
  package static func removeAll() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
    for name in names where name.hasPrefix(prefix) {
      try? FileManager.default.removeItem(at: parent.appending(path: name))
    }
  }
}
