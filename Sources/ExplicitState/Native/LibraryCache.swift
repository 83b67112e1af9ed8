import Digests
import Foundation
import Synchronization

/// Compiled libraries, each under the digest of what it was made of: those of this check, and if there is a folder for
/// them those of earlier ones.
///
/// A library in the folder ends with a digest of its name and content, which loaders ignore: loading one that a full disk
/// or a crash cut off would end the process, and one under another's name would count other states.
final class LibraryCache: Sendable {
  /// What is kept at most: some thousand models.
  private static let (limitOfBytes, limitOfFiles) = (1 << 29, 4096)

  private let folder: PrivateFolder?
  private let made = Mutex<[String: Data]>([:])

  /// Nil to keep nothing.
  init(folder: String?) { self.folder = folder.map { PrivateFolder($0) } }

  /// A complete library, whose bytes are those that were looked at; nil if there is none.
  func find(_ name: String) -> Data? {
    if let library = made.withLock({ $0[name] }) { return library }
    guard let content = folder?.content(of: Self.file(name)), content.count > SHA256Digest.byteCount else {
      return nil
    }
    let library = Data(content.dropLast(SHA256Digest.byteCount))
    guard Self.seal(of: library, name) == Array(content.suffix(SHA256Digest.byteCount)) else { return nil }
    return library
  }

  /// Keeps a library; a folder that cannot be written to, or that is not ours alone, keeps none.
  func store(_ library: Data, as name: String) {
    made.withLock { $0[name] = library }
    try? folder?.write(library + Self.seal(of: library, name), to: Self.file(name))
    folder?.prune(bytes: Self.limitOfBytes, files: Self.limitOfFiles)
  }

  /// Why nothing is kept although there is a folder, in a sentence; nil if it is.
  var objection: String? {
    guard let folder else { return nil }
    do throws(PrivateFolder.Refusal) {
      try folder.prepare()
      return nil
    } catch {
      return "compiled code is not kept: \(error.reason)"
    }
  }

  private static func seal(of library: Data, _ name: String) -> [UInt8] {
    var digest = SHA256()
    digest.update(data: Data("\(name) \(library.count) ".utf8))
    digest.update(data: library)
    return digest.finalize().bytes
  }

  private static func file(_ name: String) -> String { name + ".so" }
}
