import ModelIR

/// Looks for clauses that are true in all samples and false in a state: a few of the literals that are false in the state,
/// such that every sample makes one of them true.
struct ClauseSearch {
  private let samples: ElementSamples
  /// Branches that are tried for one pair of elements and one length.
  private static let mostBranches = 20_000

  init(_ samples: ElementSamples) { self.samples = samples }

  /// No longer ones are looked for.
  static let longest = 5

  /// Two elements in a state, and how little samples differ from what is true of them.
  struct Pair {
    let view: BitRow
    let differences: [BitRow]
  }

  /// The pairs of elements of which no sample has the same to say as a state.
  func pairs(in state: State, _ system: TransitionSystem, size: Int) -> [Pair] {
    let map = CellMap(system)
    // With a single element there are no two different ones.
    let usable = BitRow(samples.atoms) { size > 1 || !$0.variables.contains(1) }
    var pairs: [Pair] = []
    for first in 0..<size {
      for second in first..<size where first != second || size == 1 {
        for other in samples.others {
          let readers = samples.readers(of: [first, second], other, in: map, system)
          let view = BitRow(readers) { $0.holds(in: state) }
          guard let differences = samples.views.differences(from: view, in: usable) else { continue }
          pairs.append(Pair(view: view, differences: differences))
        }
      }
    }
    return pairs
  }

  /// The clauses of exactly so many literals that are false of one of the pairs, each once whatever the order of its elements.
  func clauses(falseOf pairs: [Pair], length: Int) -> [ElementClause] {
    var found: [ElementClause] = []
    var seen: Set<ElementClause> = []
    for pair in pairs {
      for cover in covers(pair, length) {
        let clause = canonical(cover)
        if seen.insert(clause).inserted { found.append(clause) }
      }
    }
    return found
  }

  private struct Literal: Hashable {
    var atom: Int
    var isPositive: Bool
  }

  /// Of the two orders of the elements, the one whose literals come first; with one element, that is the first.
  private func canonical(_ literals: [Literal]) -> ElementClause {
    let plain = literals.sorted { $0.atom < $1.atom }
    let turned = literals.map { Literal(atom: samples.exchanged[$0.atom], isPositive: $0.isPositive) }
      .sorted { $0.atom < $1.atom }
    let (first, second) = (clause(plain), clause(turned))
    if first.variables == [1] { return second }
    if second.variables == [1] { return first }
    return turned.map(\.atom).lexicographicallyPrecedes(plain.map(\.atom)) ? second : first
  }

  private func clause(_ literals: [Literal]) -> ElementClause {
    ElementClause(
      literals: literals.map {
        ElementClause.Literal(atom: samples.atoms[$0.atom], isPositive: $0.isPositive)
      })
  }

  // MARK: - Covers

  /// The sets of exactly so many literals that are false of a pair, of which each sample makes one true, and of which none can be left
  /// out.
  private func covers(_ pair: Pair, _ length: Int) -> [[Literal]] {
    let differences = pair.differences
    var branches = 0
    var found: Set<[Int]> = []
    func extend(_ chosen: [Int], from position: Int) {
      branches += 1
      guard branches < Self.mostBranches else { return }
      let next = differences[position...].firstIndex { row in !chosen.contains(where: row.contains) }
      guard let next, chosen.count < length else { return }
      guard chosen.count < length - 1 else {
        // What is in all that are left.
        var common = differences[next]
        for row in differences[next...] where !chosen.contains(where: row.contains) {
          common.formIntersection(row)
        }
        for atom in common.members where isMinimal(chosen + [atom], differences) {
          found.insert((chosen + [atom]).sorted())
        }
        return
      }
      for atom in differences[next].members { extend(chosen + [atom], from: next + 1) }
    }
    extend([], from: 0)
    return found.sorted { $0.lexicographicallyPrecedes($1) }.map { atoms in
      atoms.map { Literal(atom: $0, isPositive: !pair.view.contains($0)) }
    }
  }

  /// Whether each of them is the only one in some difference.
  private func isMinimal(_ chosen: [Int], _ differences: [BitRow]) -> Bool {
    chosen.allSatisfy { atom in
      differences.contains { row in
        row.contains(atom) && chosen.allSatisfy { $0 == atom || !row.contains($0) }
      }
    }
  }
}
