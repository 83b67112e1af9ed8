package import Diagnostics
import ModelIR

/// What became of each mutant of the models so far: models that share a part share its mutants, and one that notices
/// is enough.
package struct MutantLedger: Sendable {
  /// The same change of the same text, in whichever model.
  package struct Key: Hashable, Sendable {
    package let file: String
    package let start: Int
    package let end: Int
    package let kind: Mutant.Kind

    init(_ mutant: Mutant, in sources: SourceMap) {
      file = sources[mutant.range.file].name
      start = mutant.range.start
      end = mutant.range.end
      kind = mutant.kind
    }
  }

  package struct Entry: Sendable {
    package let key: Key
    /// In the model whose fate this is.
    package let mutant: Mutant
    package let sources: SourceMap
    package let fate: MutantFate
    /// The rule or function that was changed, in words.
    package let owner: String
    /// What noticed it, in words that belong to a check and a property.
    package let noticedBy: String?
    /// Why nothing notices it, in the model's words.
    package let explanation: MutantExplanation?

    package var isUnexplained: Bool { fate == .survives && explanation == nil }
  }

  private var positions: [Key: Int] = [:]
  package private(set) var entries: [Entry] = []

  package init() {}

  package func isNoticed(_ mutant: Mutant, in sources: SourceMap) -> Bool {
    positions[Key(mutant, in: sources)].map { entries[$0].fate == .noticed } ?? false
  }

  package mutating func record(
    _ fate: MutantFate, of mutant: Mutant, in sources: SourceMap, owner: String = "", noticedBy: String? = nil
  ) {
    let key = Key(mutant, in: sources)
    let explanation = MutantExplanation.of(
      line: sources.line(of: mutant.range), of: sources[mutant.range.file])
    let entry = Entry(
      key: key, mutant: mutant, sources: sources, fate: fate, owner: owner, noticedBy: noticedBy,
      explanation: explanation)
    guard let position = positions[key] else {
      positions[key] = entries.count
      entries.append(entry)
      return
    }
    if entries[position].fate < fate { entries[position] = entry }
  }

  /// The explanations of which every mutant is noticed, with where they stand.
  package var needless: [(explanation: MutantExplanation, entry: Entry)] {
    let explained = entries.filter { $0.explanation != nil }
    let groups = Dictionary(grouping: explained) { "\($0.key.file):\($0.explanation?.start ?? 0)" }
    return groups.values.compactMap { group in
      guard group.allSatisfy({ $0.fate == .noticed }), let entry = group.first else { return nil }
      return entry.explanation.map { ($0, entry) }
    }.sorted { ($0.entry.key.file, $0.explanation.start) < ($1.entry.key.file, $1.explanation.start) }
  }
}

extension SourceMap {
  fileprivate func line(of range: SourceRange) -> Int { self[range.file].position(of: range.start).line }
}
