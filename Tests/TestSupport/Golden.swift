import Foundation
package import Testing

/// The snapshots of a test's folder `Golden/`.
package enum Golden {
  package static func check(
    _ actual: String, against name: String, test: StaticString = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = URL(filePath: "\(test)").deletingLastPathComponent().appending(path: "Golden")
    let file = folder.appending(path: name)
    #expect(try actual == Snapshot.text(at: file, recording: actual), sourceLocation: sourceLocation)
  }
}
