/// What the template of the page names, by the same names.
struct PageContent {
  let generator, title, tone, kind, claim, conclusion, origin: String
  let last: Int
  let legend: [Lane]
  let parts: [Part]
  let place: String?
  let snippet: String?
  let hasAccount: Bool
  let account: [AccountLine]
  let data, style, script: String

  /// A process, and the number of its colour.
  struct Lane {
    let colour: Int
    let name: String
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
    let isStart, isDoomed: Bool
    let name: String
    let arguments: String?
    let kernel: String?
    let hasChanges, fails: Bool
    let changes: [Change]
  }

  struct Change {
    let path, before, after: String
  }

  /// A line of the reason, and its depth in characters.
  struct AccountLine {
    let indentation: Int
    let text: String
  }
}
