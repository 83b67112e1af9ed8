import Checking
import Foundation
import ModelIR

/// A search between two levels: everything needed to go on but the visited table, which is rebuilt.
///
/// On disk: `checkpoint.json`, which is this value, sealed, and names the two files with the stored states and their parents.
/// It is renamed into place after those are complete, so a folder always holds one whole checkpoint or none.
struct Checkpoint: Codable {
  /// Raised also when other representatives of symmetric states are stored than before.
  static let currentFormat = HeaderFormat.number(4)

  var format = Checkpoint.currentFormat
  /// See `CheckpointPlan.digest`.
  var digest: String
  /// See `CheckpointPlan.unreduced`.
  var unreduced: [String]
  var width: Int
  /// Indices handed out; `unused` are those without a state.
  var allocated: Int
  var unused: [Range<UInt32>]
  /// The states at `depth`, not expanded yet.
  var frontier: [Range<UInt32>]
  var depth: Int
  var checkedDepth: Int
  var counts: FiringCounts
  var candidates: [Candidate]
  var failedProperties: [UInt32]
  var states: File
  var parents: File

  struct File: Codable {
    var name: String
    /// SHA-256, in hexadecimal digits.
    var digest: String
  }

  /// How many states there are; only of one that `isConsistent`.
  var count: Int { allocated - unused.reduce(0) { $0 + $1.count } }

  /// Whether it can be a search of this system with states of so many words, and nothing in it leads out of bounds.
  func isConsistent(width: Int, counts: FiringCounts, of system: TransitionSystem) -> Bool {
    guard self.width == width, self.counts.matches(counts), self.counts.isPlausible,
      (0..<Int(UInt32.max)).contains(allocated), Self.areDisjoint(unused + frontier, below: allocated),
      (0..<max(count, 1)).contains(depth), (depth - 1...depth).contains(checkedDepth),
      failedProperties.allSatisfy({ $0 < system.properties.count }),
      SavedNames.isOfCheckpoint(states.name), SavedNames.isOfCheckpoint(parents.name)
    else { return false }
    return candidates.allSatisfy { candidate in
      Int(candidate.state) < allocated && !unused.contains { $0.contains(candidate.state) }
        && (0...depth).contains(candidate.depth) && candidate.isOf(system)
    }
  }

  private static func areDisjoint(_ ranges: [Range<UInt32>], below end: Int) -> Bool {
    var last: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      guard range.lowerBound >= last else { return false }
      last = range.upperBound
    }
    return Int(last) <= end
  }
}

/// The indices below `end` that are in none of the `gaps`, as ranges.
func complement(of gaps: [Range<UInt32>], below end: UInt32) -> [Range<UInt32>] {
  var ranges: [Range<UInt32>] = []
  var start: UInt32 = 0
  for gap in gaps.sorted(by: { $0.lowerBound < $1.lowerBound }) {
    if start < gap.lowerBound { ranges.append(start..<gap.lowerBound) }
    start = max(start, gap.upperBound)
  }
  return start < end ? ranges + [start..<end] : ranges
}
