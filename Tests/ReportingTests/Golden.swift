import Foundation
import TestSupport
import Testing

/// The snapshots of `Golden/`.
enum Golden {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  static func check(
    _ actual: String, against name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appending(path: name)
    #expect(try actual == Snapshot.text(at: file, recording: actual), sourceLocation: sourceLocation)
  }
}
