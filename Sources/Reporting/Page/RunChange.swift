import Wording

/// A difference between a run and the one before.
struct RunChange: Hashable {
  enum Tone: String {
    case better, worse, neutral
  }

  /// The position of the check in the later run.
  var group: Int
  var text: String
  var tone: Tone

  /// In the order of the later run; what it did not look at is not compared.
  static func all(from old: RunRecord, to new: RunRecord) -> [RunChange] {
    // Of several with one name the first is compared with the first.
    var before = Dictionary(grouping: old.groups.reversed(), by: \.name)
    return new.groups.enumerated().flatMap { position, group in
      let clauses = before[group.name]?.popLast().map { changes(from: $0, to: group) }
      return (clauses ?? [("is new", .neutral)]).map {
        RunChange(group: position, text: $0.text, tone: $0.tone)
      }
    }
  }

  private typealias Clause = (text: String, tone: Tone)

  private static func changes(from old: RunRecord.Group, to new: RunRecord.Group) -> [Clause] {
    let before = Dictionary(old.verdicts.map { ($0.property, $0) }) { first, _ in first }
    var changes = new.verdicts.compactMap { verdict -> Clause? in
      guard let old = before[verdict.property] else {
        return ("\"\(verdict.property)\" is new: \(verdict.word)", .neutral)
      }
      return change(from: old, to: verdict)
    }
    let names = Set(new.verdicts.map(\.property))
    for old in old.verdicts where !names.contains(old.property) {
      changes.append(("\"\(old.property)\" is gone", .neutral))
    }
    if let earlier = old.states, let later = new.states, earlier != later {
      changes.append(("\(Quantity.grouped(earlier)) states have become \(Quantity.grouped(later))", .neutral))
    }
    return changes
  }

  /// Nil if nothing has changed.
  private static func change(from old: RunRecord.Verdict, to new: RunRecord.Verdict) -> Clause? {
    guard old.word != new.word || old.isGood != new.isGood else { return nil }
    let words =
      old.word == new.word
      ? new.word.isEmpty ? nil : "still \(new.word)" : "\(old.word) has become \(new.word)"
    let judgement =
      old.isGood == new.isGood
      ? nil : new.isGood ? "as it should be now" : "not as it should be any more"
    let text = [words, judgement].compactMap(\.self).joined(separator: ", ")
    return (
      "\"\(new.property)\": \(text)",
      old.isGood == new.isGood ? .neutral : new.isGood ? .better : .worse
    )
  }
}
