import Foundation

/// Paths as a repository's hosting site names them: relative to the root of the repository.
struct RepositoryPaths {
  private let current: String
  /// The nearest folder above the current one that git keeps its data in; without one, the current folder.
  private let root: String

  init() {
    current = FileManager.default.currentDirectoryPath
    var folder = URL(filePath: current)
    while !FileManager.default.fileExists(atPath: folder.appending(path: ".git").path), folder.path != "/" {
      folder.deleteLastPathComponent()
    }
    root = folder.path == "/" ? current : folder.path
  }

  /// Absolute for a file outside.
  func path(_ path: String) -> String {
    let full = URL(filePath: path.hasPrefix("/") ? path : "\(current)/\(path)").standardized.path
    return full.hasPrefix(root + "/") ? String(full.dropFirst(root.count + 1)) : full
  }
}
