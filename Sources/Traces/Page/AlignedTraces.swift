import Diagnostics
import ModelIR
import Wording

/// Writes two traces as one HTML page that needs nothing else: side by side, steps that both have in one row.
package struct AlignedTraces {
  private let documents: [TraceDocument]
  private let lanes: TraceLanes
  private let alignment: TraceAlignment

  package static func text(of left: TraceDocument, against right: TraceDocument) -> String {
    AlignedTraces(left, right).page
  }

  private init(_ left: TraceDocument, _ right: TraceDocument) {
    documents = [left, right]
    alignment = TraceAlignment(left, right)
    // A process has the same colour on both sides.
    var both = left
    both.steps += right.steps
    lanes = TraceLanes(both)
  }

  private static let template = PageFrame.template(around: PackageResources.aligned_html)

  private var page: String {
    let sides = documents.map(side)
    return Self.template.filled(
      with: AlignedContent(
        generator: "p2pcheck \(documents[0].origin.toolVersion)",
        title: "\(documents[0].origin.claim) / \(documents[1].origin.claim)".visible,
        sides: sides, summary: summary,
        legend: lanes.names.enumerated().map { PageContent.Lane(colour: $0 % 8, name: $1) },
        rows: alignment.rows.indices.map(row),
        style: PageStyle.textOfSteps(with: PackageResources.aligned_css),
        script: String(decoding: PackageResources.aligned_js, as: UTF8.self)))
  }

  private func side(_ document: TraceDocument) -> AlignedContent.Side {
    let conclusion = TraceConclusion(document)
    return AlignedContent.Side(
      tone: conclusion.isGood ? "good" : "bad",
      kind: "\(conclusion.kind), \(Quantity.count(document.length, "step"))", claim: document.origin.claim,
      conclusion: conclusion.sentence,
      origin: [document.origin.model, document.origin.withSettings].compactMap(\.self).joined(separator: " "))
  }

  private var summary: String {
    let common = alignment.rows.count { $0.isCommon }
    let (left, right) = (documents[0].steps.count, documents[1].steps.count)
    if alignment.commonStart == left, left == right { return "Both take the same steps." }
    let start = Quantity.count(max(alignment.commonStart - 1, 0), "step")
    let first =
      alignment.commonStart == 0
      ? "They differ from the start on" : "The start and the first \(start) are the same"
    return "\(first); \(Quantity.count(common, "row")) of \(alignment.rows.count) belong to both."
  }

  private func row(_ number: Int) -> AlignedContent.Row {
    let row = alignment.rows[number]
    let contents = [row.left.map { documents[0].steps[$0] }, row.right.map { documents[1].steps[$0] }]
      .map { $0?.contents ?? nil }
    var differences: [AlignedContent.Difference] = []
    if let left = contents[0], let right = contents[1], isComparable {
      differences = PageContent.Change.all(from: left, to: right, documents[0].variables).map {
        AlignedContent.Difference(place: $0.path, ours: $0.before, theirs: $0.after)
      }
    }
    let isFirst = number == alignment.commonStart
    return AlignedContent.Row(
      isSplit: !row.isCommon, anchor: isFirst ? "first-difference" : nil,
      cells: [cell(row.left, of: 0), cell(row.right, of: 1)],
      hasDifferences: !differences.isEmpty,
      differenceCount: differences.isEmpty
        ? "" : "the states differ in \(Quantity.count(differences.count, "place"))",
      differences: Array(differences.prefix(Self.mostDifferences)))
  }

  private static let mostDifferences = 50

  /// Whether states of one and of the other have the same variables.
  private var isComparable: Bool { documents[0].variables.map(\.name) == documents[1].variables.map(\.name) }

  private func cell(_ number: Int?, of side: Int) -> AlignedContent.Cell {
    guard let number else {
      return AlignedContent.Cell(
        isEmpty: true, number: "", colour: 0, name: "", values: "", actor: "", fails: false, changes: [])
    }
    let steps = documents[side].steps
    let step = steps[number]
    var changes: [PageContent.Change] = []
    if number > 0, let before = steps[number - 1].contents, let after = step.contents {
      changes = PageContent.Change.all(from: before, to: after, documents[side].variables)
    }
    let lane = lanes[step.action]
    return AlignedContent.Cell(
      isEmpty: false, number: "\(number)", colour: lane % 8, name: step.action.name,
      values: TraceDocument.text(of: step.action.arguments), actor: lanes.names[lane],
      fails: step.contents == nil, changes: changes)
  }
}

/// What the template of two traces names, by the same names.
private struct AlignedContent {
  let generator, title: String
  let sides: [Side]
  let summary: String
  let legend: [PageContent.Lane]
  let rows: [Row]
  let style, script: String

  struct Side {
    let tone, kind, claim, conclusion, origin: String
  }

  /// A step of both, or of one of them.
  struct Row {
    let isSplit: Bool
    /// Of the first row that is not the same.
    let anchor: String?
    let cells: [Cell]
    let hasDifferences: Bool
    let differenceCount: String
    let differences: [Difference]
  }

  struct Cell {
    let isEmpty: Bool
    let number: String
    let colour: Int
    let name, values, actor: String
    let fails: Bool
    let changes: [PageContent.Change]
  }

  /// Where two states differ.
  struct Difference {
    let place, ours, theirs: String
  }
}
