import Checking
import Foundation
import ModelIR

/// A search by several ranks between two levels: what all of them know, and which file has whose states.
///
/// On disk it is `checkpoint.json`, sealed, as for one process, which the first rank renames into place once all parts are complete.
/// A part has the states of one rank level by level, each as its words and its parent's tag; neither says which rank that
/// was, so that other numbers of ranks can go on.
struct ClusterCheckpoint: Codable {
  /// Unlike that of one process, whose readers refuse this.
  static let currentFormat = HeaderFormat.text("ranks-2")

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
  /// How many have saved it: so many parts there are.
  var ranks: Int
  var parts: [Part]

  struct Part: Codable {
    var file: String
    /// How many states of each depth.
    var levels: [Int]
    /// SHA-256, in hexadecimal digits.
    var digest: String
  }

  /// Only of one that `isConsistent`, as the next.
  var states: Int { parts.reduce(0) { $0 + $1.levels.reduce(0, +) } }

  /// Of all ranks.
  func states(atDepth depth: Int) -> Int { parts.reduce(0) { $0 + $1.levels[depth] } }

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
    ranks = parts.count
    self.parts = parts
  }

  /// Whether a folder has a search that ranks have saved.
  static func isIn(_ folder: String) -> Bool {
    guard case .ranks? = (try? CheckpointHeader.read(in: URL(fileURLWithPath: folder)))?.content else {
      return false
    }
    return true
  }

  /// Whether it can be a search of this system with states of so many words, and nothing in it leads out of bounds.
  func isConsistent(width: Int, counts: FiringCounts, of system: TransitionSystem) -> Bool {
    guard self.width == width, self.counts.matches(counts), self.counts.isPlausible,
      (0..<Int(UInt32.max)).contains(depth), (depth - 1...depth).contains(checkedDepth),
      failedProperties.allSatisfy({ $0 < system.properties.count }), ranks > 0, parts.count == ranks,
      Set(parts.map(\.file)).count == ranks
    else { return false }
    let areParts = parts.allSatisfy { $0.levels.count == depth + 1 && SavedNames.isOfCheckpoint($0.file) }
    return areParts && SavedNumbers.sum(parts.lazy.flatMap(\.levels)) != nil
      && (0...depth).allSatisfy { $0 == 0 || states(atDepth: $0) > 0 }
      && findings.allSatisfy {
        $0.words.count == width && (0...depth).contains($0.candidate.depth) && $0.candidate.isOf(system)
      }
  }
}
