import Wording

/// A difference between a run and the one before.
struct RunChange: Hashable {
  enum Tone: String {
    case better, worse, neutral
  }

  var group: String
  var text: String
  var tone: Tone

  /// In the order of the later run; what it did not look at is not compared.
  static func all(from old: RunRecord, to new: RunRecord) -> [RunChange] {
    // Of several with one name the first is compared with the first.
    var before = Dictionary(grouping: old.groups.reversed(), by: \.name)
    return new.groups.flatMap { group in
      before[group.name]?.popLast().map { changes(from: $0, to: group) }
        ?? [RunChange(group: group.name, text: "is new", tone: .neutral)]
    }
  }

  private static func changes(from old: RunRecord.Group, to new: RunRecord.Group) -> [RunChange] {
    let before = Dictionary(old.verdicts.map { ($0.property, $0) }) { first, _ in first }
    var changes = new.verdicts.compactMap { verdict in
      before[verdict.property].map { change(from: $0, to: verdict, in: new.name) }
        ?? RunChange(group: new.name, text: "\"\(verdict.property)\" is new: \(verdict.word)", tone: .neutral)
    }
    let names = Set(new.verdicts.map(\.property))
    changes += old.verdicts.filter { !names.contains($0.property) }.map {
      RunChange(group: new.name, text: "\"\($0.property)\" is gone", tone: .neutral)
    }
    if let earlier = old.states, let later = new.states, earlier != later {
      let text = "\(Quantity.grouped(earlier)) states have become \(Quantity.grouped(later))"
      changes.append(RunChange(group: new.name, text: text, tone: .neutral))
    }
    return changes
  }

  /// Nil if nothing has changed.
  private static func change(
    from old: RunRecord.Verdict, to new: RunRecord.Verdict, in group: String
  ) -> RunChange? {
    guard old.word != new.word || old.isGood != new.isGood else { return nil }
    let tone: Tone = old.isGood == new.isGood ? .neutral : new.isGood ? .better : .worse
    let words =
      old.word == new.word
      ? new.word.isEmpty ? nil : "still \(new.word)" : "\(old.word) has become \(new.word)"
    let judgement =
      old.isGood == new.isGood ? nil : new.isGood ? "as it should be now" : "not as it should be any more"
    let text = [words, judgement].compactMap(\.self).joined(separator: ", ")
    return RunChange(group: group, text: "\"\(new.property)\": \(text)", tone: tone)
  }
}
