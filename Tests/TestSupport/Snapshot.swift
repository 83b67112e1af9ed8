package import Foundation

/// Files that texts are compared with word for word.
///
/// With `RECORD_SNAPSHOTS=1` they are rewritten; the test fails all the same, so that a recording is never green.
package enum Snapshot {
  /// What a text should be; nil if it has just been recorded.
  package static func text(at file: URL, recording actual: String) throws -> String? {
    guard ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" else {
      return try String(contentsOf: file, encoding: .utf8)
    }
    try actual.write(to: file, atomically: true, encoding: .utf8)
    return nil
  }
}
