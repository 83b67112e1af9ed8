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

  /// One that is under way, from its end.
  private struct Path {
    var words: [[UInt64]]
    var parentTag: UInt32
    /// Of the last state.
    var depth: Int
  }

  /// The states from start states to those of findings, by claim; those are missing for which there was no time.
  ///
  /// All ranks have to call this alike: they go back one step of all runs at a time.
  func paths(to findings: [SharedFinding]) throws(EngineFailure) -> [Claim: [[UInt64]]] {
    var paths = findings.map {
      Path(words: [$0.words], parentTag: $0.parentTag, depth: $0.candidate.depth)
    }
    while let depth = paths.map(\.depth).max(), depth > 0 {
      let open = paths.indices.filter { paths[$0].depth > 0 }
      var writer = WordWriter()
      for index in open { answer(paths[index], &writer) }
      var readers = try exploration.cluster.gather(writer.words).map(WordReader.init)
      for index in open {
        var found: (tag: UInt32, words: [UInt64])?
        for rank in readers.indices {
          switch Answer(rawValue: readers[rank].number()) ?? .none {
          case .none: break
          case .stopped: return [:]
          case .found:
            let tag = UInt32(truncatingIfNeeded: readers[rank].number())
            let words: [UInt64] = readers[rank].numbers()
            found = found ?? (tag, words)
          }
        }
        guard let found else {
          throw EngineFailure(
            .disagreement, "the search and the interpreter disagree: no rule leads to a state of a run")
        }
        paths[index].words.append(found.words)
        paths[index].parentTag = found.tag
        paths[index].depth -= 1
      }
    }
    return Dictionary(
      uniqueKeysWithValues: zip(findings, paths).map { ($0.candidate.claim, $1.words.reversed()) })
  }

  /// What this rank knows of the state before the last one of a path.
  private func answer(_ path: Path, _ writer: inout WordWriter) {
    let space = exploration.local.context.space
    let isStopped = exploration.local.context.watch.conclusion
    guard let target = path.words.last else { return }
    for state in space.table.states(tagged: path.parentTag)
    where exploration.has(state, atDepth: path.depth - 1) {
      let words = space.store.state(state)
      guard
        versions.contains(where: { probe.leads(from: words, to: target, by: $0, canonical: usesSymmetry) })
      else { continue }
      if isStopped.isRaised { break }
      writer.put(Answer.found.rawValue)
      writer.put(space.store.parent(of: state))
      writer.put(words)
      return
    }
    writer.put((isStopped.isRaised ? Answer.stopped : Answer.none).rawValue)
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
