import Foundation
import SystemPackage

/// A temporary file that is gone with the last process that has it open.
final class NamelessFile: Sendable {
  let descriptor: FileDescriptor

  init() throws {
    let folder = FileManager.default.temporaryDirectory.path
    let path = "\(folder)/p2pcheck-\(UUID().uuidString).out"
    descriptor = try FileDescriptor.open(
      FilePath(path), .readWrite, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
    _ = unsafe unlink(path)
  }

  deinit { try? descriptor.close() }

  /// In bytes.
  var size: Int {
    var status = stat()
    return unsafe fstat(descriptor.rawValue, &status) == 0 ? Int(status.st_size) : 0
  }

  /// What was written so far.
  func text(limit: Int) -> String {
    var bytes = [UInt8](repeating: 0, count: min(size, limit))
    let count = try? unsafe bytes.withUnsafeMutableBytes { buffer in
      try unsafe descriptor.read(fromAbsoluteOffset: 0, into: buffer)
    }
    return String(decoding: bytes.prefix(count ?? 0), as: UTF8.self)
  }
}
