/// What the template of the page of a run names, by the same names.
struct ReportPageContent {
  let generator, title, tone, summary, origin: String
  let isInterrupted: Bool
  let hasRemarks: Bool
  let remarks: [Remark]
  let hasComparison: Bool
  /// What the run is compared with.
  let comparison: String
  let changes: [Change]
  let hasMatrices: Bool
  let matrices: [Matrix]
  let groups: [Group]
  let style, script: String

  struct Remark {
    let tone, subject, anchor, text: String
    let page: String?
    let shown: String
  }

  struct Change {
    let tone, subject, text: String
    let anchor: String
  }

  struct Matrix {
    let model: String
    let columns: [Column]
    let rows: [Row]
  }

  struct Column {
    let anchor, name: String
  }

  struct Row {
    let property: String
    let cells: [Cell]
  }

  /// A verdict as a sign, and in words for who reads with the ears; no sign where there is none.
  struct Cell {
    let anchor, tone, sign, words: String
  }

  struct Group {
    let anchor, name, tone, counts: String
    let title: String?
    let isOpen: Bool
    let hasFacts: Bool
    let facts: [Fact]
    let findings: [Line]
    let hasCoverage: Bool
    let coverageSummary: String
    let coverage: [Rule]
    let notes: [String]
  }

  struct Fact {
    let name, value: String
  }

  struct Line {
    let tone, sign, property, text, place: String
    let page: String?
    let shown: String
  }

  /// A rule with its firings, and a bar whose length is a percentage on a logarithmic scale.
  struct Rule {
    let name, firings: String
    let percent: Int
    let isSilent: Bool
    let reason: String?
  }
}
