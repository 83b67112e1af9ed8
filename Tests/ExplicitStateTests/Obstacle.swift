import Foundation

/// What stands in the way of a reader instead of a file.
enum Obstacle: String, CaseIterable {
  case pipe, folder, danglingLink, ring

  /// Puts it where a file is, or is not yet.
  func put(_ path: String) throws {
    try? FileManager.default.removeItem(atPath: path)
    switch self {
    case .pipe: guard unsafe mkfifo(path, 0o600) == 0 else { throw CocoaError(.fileWriteUnknown) }
    case .folder: try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    case .danglingLink: try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "none")
    case .ring:
      try FileManager.default.createSymbolicLink(
        atPath: path, withDestinationPath: URL(fileURLWithPath: path).lastPathComponent)
    }
  }
}
