import Foundation

/// Reads files that the user named.
enum FileReading {
  static func bytes(of path: String, as role: String) throws(FileFailure) -> [UInt8] {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw FileFailure("cannot read the \(role) `\(path)`: there is no such file")
    }
    guard !isDirectory.boolValue else {
      throw FileFailure("cannot read the \(role) `\(path)`: it is a folder")
    }
    do {
      return Array(try Data(contentsOf: URL(filePath: path)))
    } catch {
      throw FileFailure("cannot read the \(role) `\(path)`: \(reason(for: error))")
    }
  }

  /// The system's reason if there is one, else Foundation's.
  static func reason(for error: any Error) -> String {
    let error = error as NSError
    let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    if underlying.domain == NSPOSIXErrorDomain {
      return String(cString: unsafe strerror(Int32(underlying.code))).lowercasedFirst
    }
    return error.localizedDescription.lowercasedFirst
  }
}
