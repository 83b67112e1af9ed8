import Diagnostics
import ModelIR

/// What became of each mutant of the models so far: models that share a part share its mutants, and one that notices
/// is enough.
struct MutantLedger {
  typealias Fate = MutationRun.Fate

  /// The same change of the same text, in whichever model.
  struct Key: Hashable {
    let file: String
    let start: Int
    let end: Int
    let kind: Mutant.Kind

    init(_ mutant: Mutant, in sources: SourceMap) {
      file = sources[mutant.range.file].name
      start = mutant.range.start
      end = mutant.range.end
      kind = mutant.kind
    }
  }

  struct Entry {
    let key: Key
    /// In the model whose fate this is.
    let mutant: Mutant
    let sources: SourceMap
    let fate: Fate
    /// Why nothing notices it, in the model's words.
    let explanation: MutantExplanation?

    var isUnexplained: Bool { fate == .survives && explanation == nil }
  }

  private var positions: [Key: Int] = [:]
  private(set) var entries: [Entry] = []

  func isNoticed(_ mutant: Mutant, in sources: SourceMap) -> Bool {
    positions[Key(mutant, in: sources)].map { entries[$0].fate == .noticed } ?? false
  }

  mutating func record(_ fate: Fate, of mutant: Mutant, in sources: SourceMap) {
    let key = Key(mutant, in: sources)
    let explanation = MutantExplanation.of(
      line: sources.line(of: mutant.range), of: sources[mutant.range.file])
    let entry = Entry(key: key, mutant: mutant, sources: sources, fate: fate, explanation: explanation)
    guard let position = positions[key] else {
      positions[key] = entries.count
      entries.append(entry)
      return
    }
    if entries[position].fate < fate { entries[position] = entry }
  }

  /// The explanations of which every mutant is noticed, with where they stand.
  var needless: [(explanation: MutantExplanation, entry: Entry)] {
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
