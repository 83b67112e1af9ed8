import Foundation

/// Reads files that the user named.
enum FileReading {
  static func bytes(of path: String, as role: String) throws(FileFailure) -> [UInt8] {
    guard FileManager.default.fileExists(atPath: path) else {
      throw FileFailure("cannot read the \(role) `\(path)`: there is no such file")
    }
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    if attributes?[.type] as? FileAttributeType == .typeDirectory {
      throw FileFailure("cannot read the \(role) `\(path)`: it is a folder")
    }
    do {
      return Array(try Data(contentsOf: URL(filePath: path)))
    } catch {
      throw FileFailure("cannot read the \(role) `\(path)`: \(SystemReason.text(of: error))")
    }
  }
}
