import Checking
import Digests
import Foundation

/// What `search.json` says of a search whose states are on disk: everything needed to go on from its last whole layer.
///
/// The first line of the file is a digest of the rest.
struct DiskManifest: Codable {
  /// Raised also when other representatives of symmetric states are stored than before.
  static let currentFormat = 1

  var format = DiskManifest.currentFormat
  /// See `DiskPlan.digest`.
  var digest: String
  /// See `CheckpointPlan.unreduced`.
  var unreduced: [String]
  var width: Int
  var blockBytes: Int
  /// The states of each depth; the last ones are not expanded yet, or there are none.
  var layers: [[Segment.Record]]
  var files: [File]
  /// Whether the states of the last layer have no successors that are not known.
  var isComplete: Bool
  var checkedDepth: Int
  var counts: FiringCounts
  var found: [DiskFinding]
  var failedProperties: [UInt32]

  struct File: Hashable, Codable {
    var name: String
    var salt: UInt64
    /// Bytes that count.
    var end: Int
  }

  /// Nil if the folder holds no search; throws if it holds another one, or a damaged one.
  static func read(from folder: DiskFolder, digest: String) throws(EngineFailure) -> DiskManifest? {
    guard let data = try folder.header() else { return nil }
    let manifest = try decode(data, in: folder.path)
    guard manifest.digest == digest else {
      throw EngineFailure(
        .inputOutput,
        "`\(folder.path)` holds the states of another model, of other options or of another version; "
          + "name another folder, or delete it")
    }
    return manifest
  }

  /// What the search in a folder does without, if there is one; see `CheckpointPlan.unreduced`.
  static func unreduced(in path: String) throws(EngineFailure) -> [String] {
    let file = URL(fileURLWithPath: path).appendingPathComponent("search.json")
    guard let data = try? Data(contentsOf: file) else { return [] }
    return try decode(data, in: path).unreduced
  }

  func write(to folder: DiskFolder) throws(DiskStop) {
    guard let content = try? JSONEncoder().encode(self) else {
      throw .failed(EngineFailure(.inputOutput, "cannot save the search in `\(folder.path)`"))
    }
    try folder.replaceHeader(Data("\(Self.checksum(content))\n".utf8) + content)
  }

  private static func decode(_ data: Data, in path: String) throws(EngineFailure) -> DiskManifest {
    let damaged = EngineFailure(
      .inputOutput, "the search in `\(path)` is damaged and cannot go on: its header is none; delete it")
    guard let end = data.firstIndex(of: UInt8(ascii: "\n")) else { throw damaged }
    let content = Data(data[data.index(after: end)...])
    guard Data(checksum(content).utf8) == Data(data[..<end]) else { throw damaged }
    struct Format: Decodable { var format: Int }
    guard let format = try? JSONDecoder().decode(Format.self, from: content) else { throw damaged }
    guard format.format == currentFormat else {
      throw EngineFailure(
        .inputOutput, "`\(path)` holds the states of another version; name another folder, or delete it")
    }
    guard let manifest = try? JSONDecoder().decode(DiskManifest.self, from: content), manifest.isConsistent
    else { throw damaged }
    return manifest
  }

  private var isConsistent: Bool {
    width > 0 && blockBytes > 0 && blockBytes <= 1 << 30 && !layers.isEmpty && checkedDepth < layers.count
  }

  private static func checksum(_ content: Data) -> String {
    var hash = SHA256()
    unsafe content.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
    return hash.finalize().hexadecimal
  }
}
