import Foundation
import Testing

/// The files of `Golden/`, which texts are compared with word for word.
///
/// With `RECORD_SNAPSHOTS=1` they are rewritten; the test fails all the same, so that a recording is never green.
enum Golden {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  static func check(
    _ actual: String, against name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try actual.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name)", sourceLocation: sourceLocation)
    }
    #expect(try actual == String(contentsOf: file, encoding: .utf8), sourceLocation: sourceLocation)
  }
}
