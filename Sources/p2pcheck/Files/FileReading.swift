import Foundation
import Synchronization

/// Reads files that the user named.
enum FileReading {
  /// Standard input, where a path is expected.
  private static let standardInput = "-"
  /// What a pipe brings is brought once, and a model may be read several times.
  private static let piped = Mutex<[String: [UInt8]]>([:])
  /// Of what is no file: `/dev/zero` has no end.
  private static let mostPipedBytes = 1 << 28

  static func bytes(of path: String, as role: String) throws(FileFailure) -> [UInt8] {
    func failure(_ reason: String) -> FileFailure {
      FileFailure("cannot read the \(role) `\(path)`: \(reason)")
    }
    if path != standardInput {
      guard let kind = FileKind(behind: path) else {
        throw failure(errno == ENOENT ? "there is no such file" : SystemReason.text(of: errno))
      }
      guard kind != .folder else { throw failure("it is \(kind.description)") }
      if kind == .file {
        do {
          return Array(try Data(contentsOf: URL(filePath: path)))
        } catch {
          throw failure(SystemReason.text(of: error))
        }
      }
    }
    if let known = piped.withLock({ $0[path] }) { return known }
    let descriptor = path == standardInput ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(SystemReason.text(of: errno)) }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: path != standardInput)
    var bytes: [UInt8] = []
    do {
      while let piece = try file.read(upToCount: 1 << 16), !piece.isEmpty {
        bytes += piece
        if bytes.count > mostPipedBytes { throw failure("it has more than \(mostPipedBytes >> 20) MiB") }
      }
    } catch let failure as FileFailure {
      throw failure
    } catch {
      throw failure(SystemReason.text(of: error))
    }
    piped.withLock { $0[path] = bytes }
    return bytes
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
