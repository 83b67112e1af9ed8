import Digests
import Foundation

/// A folder of compiled libraries, each under the digest of what it was made of.
///
/// A library ends with the digest of its own content, which loaders ignore: loading one that a full disk or a crash cut
/// off would end the process.
struct LibraryCache: Sendable {
  let folder: String

  /// The path of a complete library; nil if there is none.
  func find(_ name: String) -> String? {
    let path = path(of: name)
    guard let content = try? Data(contentsOf: URL(fileURLWithPath: path)),
      content.count > SHA256Digest.byteCount,
      SHA256.hash(data: content.dropLast(SHA256Digest.byteCount)).bytes
        == Array(content.suffix(SHA256Digest.byteCount))
    else { return nil }
    return path
  }

  /// Puts a compiled library into the folder, which is made when missing; returns its path there.
  func store(_ library: URL, as name: String) throws(NativeFailure) -> String {
    // Written beside the target and renamed, so that another process never loads half a library.
    let partial = "\(path(of: name)).\(UUID().uuidString)"
    do {
      var content = try Data(contentsOf: library)
      content.append(contentsOf: SHA256.hash(data: content).bytes)
      try prepare()
      try content.write(to: URL(fileURLWithPath: partial))
      guard unsafe rename(partial, path(of: name)) == 0 else { throw CocoaError(.fileWriteUnknown) }
      return path(of: name)
    } catch {
      try? FileManager.default.removeItem(atPath: partial)
      throw NativeFailure(reason: "the compiled successor cannot be put into \(folder)")
    }
  }

  /// Makes the folder.
  func prepare() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func path(of name: String) -> String { folder + "/" + name + ".so" }
}
