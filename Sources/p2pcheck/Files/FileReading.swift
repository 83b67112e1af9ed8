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

  /// Of a file that somebody else may have put there: no link is followed, nothing is waited for, and no more than `most`
  /// bytes are read.
  static func plainBytes(of path: String, as role: String, most: Int) throws(FileFailure) -> [UInt8] {
    func failure(_ reason: String) -> FileFailure {
      FileFailure("cannot read the \(role) `\(path)`: \(reason)")
    }
    let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(SystemReason.text(of: errno)) }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw failure(SystemReason.text(of: errno)) }
    let kind = FileKind(mode: status.st_mode)
    guard kind == .file else { throw failure("it is \(kind.description)") }
    guard status.st_size <= most else { throw failure("it has more than \(most >> 20) MiB") }
    do {
      return Array(try file.read(upToCount: most) ?? Data())
    } catch {
      throw failure(SystemReason.text(of: error))
    }
  }
}
