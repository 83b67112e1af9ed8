import Checking
import Foundation
import ModelIR

/// A search between two levels: everything needed to go on but the visited table, which is rebuilt.
///
/// On disk: `checkpoint.json`, which is this value and names the two files with the stored states and their parents.
/// It is renamed into place after those are complete, so a folder always holds one whole checkpoint or none.
struct Checkpoint: Codable {
  /// Raised also when other representatives of symmetric states are stored than before.
  static let currentFormat = 3
  static let header = "checkpoint.json"
  /// Of the names of the files with states.
  static let filePrefix = "level-"
  /// Of files that are not complete yet.
  static let partialSuffix = ".partial"

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
  /// Of all stored states and their parents.
  var checksum: UInt64
  var statesFile: String
  var parentsFile: String
}

extension StateStore {
  /// A sum over the states in `ranges` and their parents, to notice damaged files.
  ///
  /// Nil once `stop` is raised.
  func checksum(_ ranges: [Range<UInt32>], unless stop: StopFlag) -> UInt64? {
    var sum: UInt64 = 0
    for state in ranges.joined() {
      if state % 4096 == 0, stop.isRaised { return nil }
      sum &+= hash(of: state) ^ UInt64(parent(of: state)) &* 0x9e37_79b9_7f4a_7c15
    }
    return sum
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
