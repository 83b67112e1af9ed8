import CSuccessor
import ModelIR

/// Whether states may stand for their orbits: representatives are images of what they stand for, all images have the
/// same one, and whatever happens in a state happens in its images.
struct SymmetryAudit: Sendable {
  private let layout: StateLayout
  private let orbits: OrbitSizes
  private let seed: UInt64

  init(layout: StateLayout, orbits: OrbitSizes, seed: UInt64) {
    self.layout = layout
    self.orbits = orbits
    self.seed = seed
  }

  /// What is wrong with the `stored` successors of a representative whose successors are the `concrete` ones.
  func objection(
    to stored: Expansion, insteadOf concrete: Expansion, of state: State, _ version: any Successor,
    _ probe: ExpansionProbe
  ) -> String? {
    let words = layout.pack(state)
    guard representative(of: words, version) == words else { return "the state does not represent its orbit" }
    guard stored.firings == concrete.firings, stored.findings == concrete.findings,
      stored.successors.count == concrete.successors.count
    else { return "compiled code does something else with symmetry than without" }
    for (number, successor) in stored.successors.enumerated() {
      let original = concrete.successors[number]
      guard successor == representative(of: original, version), Self.hash(successor) == stored.hashes[number]
      else { return "a successor has two representatives" }
      if successor != original,
        orbits.areEquivalent(layout.unpack(original), layout.unpack(successor)) == false
      {
        return "the representative of a successor is not in its orbit"
      }
    }
    return imageObjection(to: stored, of: state, words, version, probe)
  }

  /// Compares what happens in a random image of the state.
  private func imageObjection(
    to stored: Expansion, of state: State, _ words: [UInt64], _ version: any Successor,
    _ probe: ExpansionProbe
  ) -> String? {
    let image = layout.pack(orbits.image(of: state, under: permutation(for: words)))
    guard representative(of: image, version) == words else {
      return "an image of the state has another representative"
    }
    let other = probe.expansion(of: image, by: version, canonical: true)
    guard Self.sorted(other.successors) == Self.sorted(stored.successors), other.firings == stored.firings,
      Self.claims(other) == Self.claims(stored), other.isEnabled == stored.isEnabled,
      other.hits == stored.hits
    else {
      return
        "symmetry is not sound here (`--symmetry off` is): other things happen after elements of a scalarset "
        + "have changed places"
    }
    return nil
  }

  /// A random permutation, the same each time for the same state.
  private func permutation(for words: [UInt64]) -> [Int] {
    var dice = Dice(seed: seed ^ Self.hash(words), stream: 0)
    var permutation = Array(orbits.scalarsets.indices)
    for (point, scalarset) in orbits.scalarsets.enumerated() where scalarset.lowerBound == point {
      permutation.replaceSubrange(scalarset, with: scalarset.shuffled(using: &dice))
    }
    return permutation
  }

  private func representative(of words: [UInt64], _ version: any Successor) -> [UInt64] {
    var words = words
    unsafe words.withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress { unsafe version.canonicalise(base) }
    }
    return words
  }

  static func hash(_ words: [UInt64]) -> UInt64 { unsafe p2p_hash(words, words.count) }

  private static func sorted(_ states: [[UInt64]]) -> [[UInt64]] {
    states.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Findings without their instances, which permutations change.
  private static func claims(_ expansion: Expansion) -> Set<[UInt32]> {
    Set(expansion.findings.map { [$0.kind, $0.subject, $0.property] })
  }
}
