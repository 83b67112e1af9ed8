import Foundation
import SystemPackage

/// A temporary file that is gone with the last process that has it open.
final class NamelessFile: Sendable {
  let descriptor: FileDescriptor

  init() throws {
    let path = TemporaryFolder.parent.appending(path: "\(TemporaryFolder.prefix)\(UUID().uuidString).out")
      .path
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
    let handle = FileHandle(fileDescriptor: descriptor.rawValue, closeOnDealloc: false)
    try? handle.seek(toOffset: 0)
    return String(decoding: (try? handle.read(upToCount: limit)) ?? Data(), as: UTF8.self)
  }
}
