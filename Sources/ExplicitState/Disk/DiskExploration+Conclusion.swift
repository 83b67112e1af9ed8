import Checking
import ModelIR

/// What a search on disk says at its end, and what it does not say.
extension DiskExploration {
  /// Hands over what is known; the candidates' states are the numbers of the returned targets.
  func conclude() -> [LayerRuns.Target] {
    var targets: [LayerRuns.Target] = []
    var candidates: [Candidate] = []
    for found in ledger.findings.values {
      var candidate = found.candidate
      candidate.state = UInt32(targets.count)
      candidates.append(candidate)
      targets.append(LayerRuns.Target(words: found.words, depth: candidate.depth))
    }
    exploration.conclude(
      states: states, depth: depth, checkedDepth: checkedDepth,
      FindingLedger(
        candidates, failedProperties: ledger.failedProperties, stoppedWatches: ledger.stoppedWatches))
    return targets
  }

  /// Bytes of what was gathered, at most at a time.
  var memory: Int { team.workers.reduce(0) { $0 + $1.gatherer.mostBytes } }

  /// What is asked for of states in memory only.
  func notes(for task: CheckTask) -> [Note] {
    var notes: [Note] = []
    if task.countsOrbits { notes.append("the states of the orbits were not counted: states are on disk") }
    if task.audit.extent == .full {
      notes.append("the interpreter has repeated a sample of the search only: states are on disk")
    }
    return notes
  }

  /// Properties of whole runs, which need all states at any time.
  static func undecided(_ conditions: RunConditions) -> [PropertyID: String] {
    let reason = "whole runs are not looked at where states are on disk"
    return Dictionary(uniqueKeysWithValues: conditions.all.map { ($0, reason) })
  }
}
