/// What the template of the page names, by the same names.
struct PageContent {
  let generator, title, tone, kind, claim, conclusion, origin: String
  let last: Int
  /// Which steps are necessary, in two sentences; empty if that was not asked for.
  let explained: [String]
  let markings: [Marking]
  let legend: [Lane]
  let parts: [Part]
  let place: String?
  let snippet: String?
  let reasons: [Reasons]
  let data, style, script: String

  /// A process, and the number of its colour.
  struct Lane {
    let colour: Int
    let name: String
  }

  /// A mark of a step, and what it means.
  struct Marking {
    let sign, meaning: String
  }

  /// A browser lays out only those parts of a long time line that are in sight.
  struct Part {
    let first: Int
    let size: Int
    let items: [Item]
  }

  /// A step, with all that it changes.
  struct Item {
    let number, colour, column, lanes: Int
    let isStart, isDoomed, isLooped: Bool
    let name: String
    let arguments: String?
    let kernel: String?
    /// Whether the step is necessary, as a sign, and what it must come before.
    let mark, remark: String?
    let hasChanges, fails: Bool
    let changes: [Change]
    /// Of the last step of a loop: the state to which it returns.
    let returnsTo: Int?
  }

  struct Change {
    let path, before, after: String

    /// Longer arrays are on the map.
    private static let longestStrip = 48

    static func all(
      from old: [Content], to new: [Content], _ variables: [TraceDocument.ShownVariable]
    ) -> [Change] {
      StateChange.changes(from: old, to: new, variables: variables, longestStrip: longestStrip).map {
        Change(path: $0.path, before: $0.before, after: $0.after)
      }
    }
  }

  /// Parts of a condition that decide it, or what else explains the ending.
  struct Reasons {
    let heading: String?
    let lines: [AccountLine]
  }

  /// A line of the reason, and its depth in characters.
  struct AccountLine {
    let indentation: Int
    /// As the model has it; nil if the line is a sentence.
    let code: String?
    let words: String
    let isFalse, isTrue: Bool
    let reads: [Read]
  }

  /// What a part reads.
  struct Read {
    let path, value: String
  }
}
