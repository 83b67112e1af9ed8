import Foundation
import TestSupport
import Testing

/// The scripts of `Tests/KernelLab`, as tests run them.
enum KernelLab {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let folder = root.appending(path: "Tests/KernelLab")

  /// Runs one of them in a folder.
  static func run(_ script: String, _ arguments: [String], in folder: URL) throws -> ForeignTool.Answer {
    try python([Self.folder.appending(path: script).path] + arguments, in: folder)
  }

  static func python(_ arguments: [String], in folder: URL) throws -> ForeignTool.Answer {
    try #require(ForeignTool("python3")).run(["-B"] + arguments, in: folder)
  }
}
