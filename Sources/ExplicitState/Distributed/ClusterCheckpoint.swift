import Checking
import Foundation

/// A search by several ranks between two levels: what all of them know, and which file has whose states.
///
/// On disk it is `checkpoint.json`, as for one process, which the first rank renames into place once all parts are complete.
/// A part has the states of one rank level by level, each as its words and its parent's tag; neither says which rank that
/// was, so that other numbers of ranks can go on.
struct ClusterCheckpoint: Codable {
  /// Unlike that of one process, whose readers refuse this.
  static let currentFormat = "ranks-1"

  var format = ClusterCheckpoint.currentFormat
  /// See `CheckpointPlan`.
  var digest: String
  var unreduced: [String]
  var width: Int
  /// That of the last level of the parts, whose states are to be expanded next.
  var depth: Int
  var checkedDepth: Int
  /// Of all ranks.
  var counts: FiringCounts
  var findings: [SharedFinding]
  var failedProperties: [UInt32]
  var parts: [Part]

  struct Part: Codable {
    var file: String
    /// How many states of each depth.
    var levels: [Int]
    /// SHA-256, in hexadecimal digits.
    var digest: String
  }

  var states: Int { parts.reduce(0) { $0 + $1.levels.reduce(0, +) } }

  /// The header of a folder that ranks have saved to; nil if there is none.
  init?(in folder: URL) {
    guard let data = try? Data(contentsOf: folder.appendingPathComponent(Checkpoint.header)),
      let checkpoint = try? JSONDecoder().decode(ClusterCheckpoint.self, from: data)
    else { return nil }
    self = checkpoint
  }

  init(
    digest: String, unreduced: [String], width: Int, depth: Int, checkedDepth: Int, counts: FiringCounts,
    ledger: WordedLedger<SharedFinding>, parts: [Part]
  ) {
    self.digest = digest
    self.unreduced = unreduced
    self.width = width
    self.depth = depth
    self.checkedDepth = checkedDepth
    self.counts = counts
    findings = Array(ledger.findings.values)
    failedProperties = Array(ledger.failedProperties)
    self.parts = parts
  }

  /// Whether a folder has a search that ranks have saved.
  static func isIn(_ folder: String) -> Bool {
    ClusterCheckpoint(in: URL(fileURLWithPath: folder)) != nil
  }

  /// Whether its numbers can be those of a search of such states.
  func isConsistent(width: Int, counts: FiringCounts) -> Bool {
    self.width == width && format == Self.currentFormat && depth >= 0
      && self.counts.matches(counts)
      && parts.allSatisfy { part in
        part.levels.count == depth + 1 && part.levels.allSatisfy { $0 >= 0 } && !part.file.contains("/")
      }
      && findings.allSatisfy { $0.words.count == width && (0...depth).contains($0.candidate.depth) }
  }
}
