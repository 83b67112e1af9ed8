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

  /// The clauses of at most so many literals, each once whatever the order of its elements.
  func clauses(falseIn state: State, _ system: TransitionSystem, size: Int, length: Int) -> [ElementClause] {
    let map = CellMap(system)
    var found: [ElementClause] = []
    var seen: Set<ElementClause> = []
    for first in 0..<size {
      for second in first..<size where first != second || size == 1 {
        let readers = samples.readers(of: [first, second], in: map, system)
        var literals: [Literal] = []
        for number in samples.atoms.indices {
          // With a single element there are no two different ones.
          if size == 1, samples.atoms[number].variables.contains(1) { continue }
          literals.append(Literal(atom: number, isPositive: !readers[number].holds(in: state)))
        }
        for cover in covers(literals, length) {
          let clause = canonical(cover)
          if seen.insert(clause).inserted { found.append(clause) }
        }
      }
    }
    return found
  }

  private struct Literal: Hashable {
    var atom: Int
    var isPositive: Bool
  }

  private func row(_ literal: Literal) -> BitRow {
    literal.isPositive ? samples.with[literal.atom] : samples.without[literal.atom]
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

  /// The sets of exactly so many literals of which none can be left out.
  private func covers(_ literals: [Literal], _ length: Int) -> [[Literal]] {
    let rows = literals.map(row)
    var all = BitRow(count: samples.count)
    for row in rows { all.formUnion(row) }
    guard BitRow(upTo: samples.count).subtracting(all).isEmpty else { return [] }
    // What few literals make true decides most.
    let order = (0..<samples.count).map { view in (view, rows.indices.filter { rows[$0].contains(view) }) }
      .sorted { ($0.1.count, $0.0) < ($1.1.count, $1.0) }
    var branches = 0
    var found: Set<[Int]> = []
    func extend(_ chosen: [Int], _ open: BitRow, from position: Int) {
      branches += 1
      guard branches < Self.mostBranches else { return }
      guard let next = order[position...].firstIndex(where: { open.contains($0.0) }) else {
        if chosen.count == length, isMinimal(chosen, rows) { found.insert(chosen.sorted()) }
        return
      }
      guard chosen.count < length else { return }
      for literal in order[next].1 where !chosen.contains(literal) {
        extend(chosen + [literal], open.subtracting(rows[literal]), from: next)
      }
    }
    extend([], BitRow(upTo: samples.count), from: 0)
    return found.sorted { $0.lexicographicallyPrecedes($1) }.map { $0.map { literals[$0] } }
  }

  private func isMinimal(_ chosen: [Int], _ rows: [BitRow]) -> Bool {
    chosen.allSatisfy { left in
      let rest = chosen.filter { $0 != left }
      return !rest.reduce(BitRow(upTo: samples.count)) { $0.subtracting(rows[$1]) }.isEmpty
    }
  }
}
