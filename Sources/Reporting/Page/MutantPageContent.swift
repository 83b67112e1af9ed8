/// What the template of the page of mutants names, by the same names.
struct MutantPageContent {
  let generator, title, tone, summary, origin: String
  let isInterrupted: Bool
  /// Whether nothing is left.
  let isSilent: Bool
  let survivors: [Survivor]
  let hasExplained: Bool
  let explained: [Survivor]
  let owners: [Owner]
  let models: [Model]
  let style, script: String

  /// A change that no property notices, with the lines around it.
  struct Survivor {
    let tone, kind, owner, anchor, place, changed: String
    let reason: String?
    let lines: [Line]
  }

  struct Line {
    let number: Int
    let words: String
    let isChanged: Bool
  }

  /// A rule or function with its mutants.
  struct Owner {
    let anchor, name, tone: String
    let isOpen: Bool
    let counts: String
    let mutants: [Row]
  }

  struct Row {
    let tone, sign, kind, place, changed, outcome: String
  }

  struct Model {
    let subject, path, counts: String
  }
}
