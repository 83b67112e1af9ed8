import Checking
import Foundation
import ModelIR

/// What `search.json` says of a search whose states are on disk: everything needed to go on from its last whole layer.
///
/// It is sealed.
struct DiskManifest: Codable {
  /// Raised also when other representatives of symmetric states are stored than before.
  static let currentFormat = HeaderFormat.number(1)

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
}

extension DiskManifest {
  /// What is saved in a folder; throws if it is another search, or a damaged one, or none.
  init(_ data: Data, in path: String, digest: String) throws(EngineFailure) {
    self = try Self.decode(data, in: path)
    guard self.digest == digest else {
      throw EngineFailure(
        .inputOutput,
        "`\(path)` holds the states of another model, of other options or of another version; "
          + "name another folder, or delete it")
    }
  }

  /// What the search in a folder does without, if there is one; see `CheckpointPlan.unreduced`.
  static func unreduced(in path: String) throws(EngineFailure) -> [String] {
    guard let data = try DiskFolder.header(of: path) else { return [] }
    return try decode(data, in: path).unreduced
  }

  func write(to folder: DiskFolder) throws(DiskStop) {
    guard let data = try? SealedHeader.seal(self) else {
      throw .failed(EngineFailure(.inputOutput, "cannot save the search in `\(folder.path)`"))
    }
    try folder.replaceHeader(data)
  }

  private static func decode(_ data: Data, in path: String) throws(EngineFailure) -> DiskManifest {
    do throws(SealedHeader.Objection) {
      let (content, format, _) = try SealedHeader.open(data)
      guard format == currentFormat else { throw .otherVersion }
      guard let manifest = try? JSONDecoder().decode(DiskManifest.self, from: content) else { throw .foreign }
      guard manifest.isConsistent else { throw .damaged }
      return manifest
    } catch {
      throw EngineFailure(.inputOutput, Self.reason(error, path))
    }
  }

  private static func reason(_ objection: SealedHeader.Objection, _ path: String) -> String {
    switch objection {
    case .damaged:
      "the search in `\(path)` is damaged and cannot go on: its header is not what was written; delete it"
    case .foreign:
      "cannot keep states in `\(path)`: its `search.json` is none of a search; name an empty folder, or one that "
        + "does not exist"
    case .otherVersion: "`\(path)` holds the states of another version; name another folder, or delete it"
    }
  }

  /// Whether nothing in it leads out of bounds, whatever the model.
  private var isConsistent: Bool {
    let depth = layers.count - 1
    let records = layers.joined()
    guard (1...1 << 20).contains(width), (1...1 << 30).contains(blockBytes), depth >= 0,
      checkedDepth == (isComplete ? depth : depth - 1), counts.isPlausible,
      depth == 0 || layers.allSatisfy({ !$0.isEmpty }),
      SavedNumbers.sum(records.lazy.map(\.count)) != nil, SavedNumbers.sum(files.lazy.map(\.end)) != nil,
      files.allSatisfy({ SavedNames.isLayer($0.name) }), Set(files.map(\.name)).count == files.count
    else { return false }
    let ends = Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.end) })
    return records.allSatisfy { record in ends[record.file].map { record.fits(before: $0, width) } ?? false }
      && found.allSatisfy { $0.words.count == width && (0...depth).contains($0.candidate.depth) }
  }

  /// Whether it can be a search of this system with states of so many words.
  func isOf(_ system: TransitionSystem, width: Int, counts: FiringCounts) -> Bool {
    self.width == width && self.counts.matches(counts) && found.allSatisfy { $0.candidate.isOf(system) }
      && failedProperties.allSatisfy { $0 < system.properties.count }
  }
}
