import CSuccessor
import Checking
import ModelIR

/// Finds the runs to states again, step by step backwards, with all ranks.
///
/// Of a state's parent only the upper half of the hash is stored. The ranks that have a state of the level before with such a
/// hash, from which a firing leads on, say so; the first of these ranks is believed.
struct SharedAncestry {
  let exploration: ClusterExploration
  let versions: [any Successor]
  let probe: ExpansionProbe
  let usesSymmetry: Bool

  /// What a rank answers.
  private enum Answer: UInt64 {
    case none, found, stopped
  }

  /// The states from a start state to that of a finding; nil if there was no time. All ranks have to call this alike.
  func path(to finding: SharedFinding) throws(EngineFailure) -> [[UInt64]]? {
    var path = [finding.words]
    var tag = finding.parentTag
    var depth = finding.candidate.depth
    while depth > 0 {
      depth -= 1
      var readers = try exploration.cluster.gather(answer(path[path.count - 1], tag, depth)).map(
        WordReader.init)
      var found: (tag: UInt32, words: [UInt64])?
      for index in readers.indices {
        switch Answer(rawValue: readers[index].number()) ?? .none {
        case .none: break
        case .stopped: return nil
        case .found where found == nil:
          found = (UInt32(truncatingIfNeeded: readers[index].number()), readers[index].numbers())
        case .found: break
        }
      }
      guard let found else {
        throw EngineFailure(
          .disagreement, "the search and the interpreter disagree: no rule leads to a state of a run")
      }
      path.append(found.words)
      tag = found.tag
    }
    return path.reversed()
  }

  /// What this rank knows of a state's parent, which has this tag and depth.
  private func answer(_ target: [UInt64], _ tag: UInt32, _ depth: Int) -> [UInt64] {
    let space = exploration.local.context.space
    var writer = WordWriter()
    let isStopped = exploration.local.context.watch.conclusion
    for state in space.table.states(tagged: tag) where exploration.has(state, atDepth: depth) {
      let words = space.store.state(state)
      guard
        versions.contains(where: { probe.leads(from: words, to: target, by: $0, canonical: usesSymmetry) })
      else { continue }
      if isStopped.isRaised { break }
      writer.put(Answer.found.rawValue)
      writer.put(space.store.parent(of: state))
      writer.put(words)
      return writer.words
    }
    return [isStopped.isRaised ? Answer.stopped.rawValue : Answer.none.rawValue]
  }
}

/// Runs that were found before they are asked for.
struct FoundRuns: StoredRuns {
  var paths: [Claim: [[UInt64]]] = [:]

  func path(to candidate: Candidate) -> [[UInt64]]? { paths[candidate.claim] }
}

extension VisitedTable {
  /// The states whose hashes have this upper half; for times at which no worker is at work.
  func states(tagged tag: UInt32) -> [UInt32] {
    let mask = capacity - 1
    var position = Self.home(ofTag: UInt64(tag), bits: bits)
    var states: [UInt32] = []
    while true {
      let entry = unsafe slots[position]
      if entry == 0 { return states }
      if entry &>> 32 == UInt64(tag) { states.append(UInt32(Self.state(in: entry))) }
      position = (position &+ 1) & mask
    }
  }
}
