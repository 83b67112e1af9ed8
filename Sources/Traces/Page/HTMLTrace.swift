package import Diagnostics
import ModelIR
import OrderedJSON
import Wording

/// Writes a trace as one HTML page that needs nothing else.
///
/// The time line with all changes is part of the document, for printers and for browsers without scripts; the script in
/// `Resources` adds the stepping, the memory map and the variables.
package struct HTMLTrace {
  let document: TraceDocument
  let lanes: TraceLanes
  private let conclusion: TraceConclusion
  private let sources: SourceMap?

  /// With the sources of the trace's very model, the page shows the rules' text.
  package static func text(of document: TraceDocument, sources: SourceMap?) -> String {
    HTMLTrace(document, sources: sources).page
  }

  private init(_ document: TraceDocument, sources: SourceMap?) {
    self.document = document
    self.sources = sources
    lanes = TraceLanes(document)
    conclusion = TraceConclusion(document)
  }

  private static let template = Template.html(text(of: PackageResources.trace_html))

  private static func text(of resource: [UInt8]) -> String { String(decoding: resource, as: UTF8.self) }

  private var page: String {
    let origin = document.origin
    let remarks = document.fairnessRemarks.map { PageContent.AccountLine(indentation: 0, text: $0) }
    let account =
      remarks
      + document.account.map {
        PageContent.AccountLine(indentation: 2 * $0.depth, text: $0.words.joined(separator: " "))
      }
    let place = conclusion.fault ?? origin.source
    return Self.template.filled(
      with: PageContent(
        generator: "p2pcheck \(origin.toolVersion)", title: "\(origin.claim) - \(origin.model)".visible,
        tone: conclusion.isGood ? "good" : "bad",
        kind: "\(conclusion.kind), \(Quantity.count(document.length, "step"))",
        claim: origin.claim, conclusion: conclusion.sentence, origin: self.origin,
        last: document.steps.count - 1,
        legend: lanes.names.enumerated().map { PageContent.Lane(colour: $0 % 8, name: $1) },
        parts: timeLine, place: place?.location, snippet: place.flatMap(snippet),
        hasAccount: !account.isEmpty, account: account, data: HTMLData.script(data),
        style: PageStyle.text(with: PackageResources.trace_css),
        script: Self.text(of: PackageResources.trace_js)))
  }

  /// Where the trace comes from, in a line.
  private var origin: String {
    let origin = document.origin
    let settings = origin.settings.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
    return [
      origin.model.visible, settings.isEmpty ? nil : "with \(settings)", origin.check.map { "check \($0)" },
      origin.source.map { "property at \($0.location)" },
    ].compactMap(\.self).joined(separator: " \u{B7} ")
  }

  /// The text of the model at a place; nil if it is not at hand.
  private func snippet(_ span: SourceSpan) -> String? {
    var lines = span.snippet(Ink(isColoured: false))
    if lines.isEmpty, let file = sources?.files.first(where: { $0.name == span.file }),
      (1...file.lineCount).contains(span.line), (span.line...file.lineCount).contains(span.endLine)
    {
      lines = (span.line...span.endLine).map { file.line($0) }
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  /// What the script needs.
  private var data: JSON {
    let history = StateHistory(document)
    var excerpts = ModelExcerpts(sources)
    let steps = zip(document.steps, history.changes).map { step, changes in
      JSON.object([
        "lane": .integer(lanes[step.action]),
        "delta": .array(changes),
        "source": step.source.map {
          .object(["file": .string($0.file), "line": .integer($0.line)])
        },
        "excerpt": step.source.flatMap { excerpts.position(of: $0) }.map(JSON.integer),
      ])
    }
    return .object([
      "lanes": .array(lanes.names.map(JSON.string)),
      "variables": .array(
        zip(document.variables, history.shapes).map { variable, shape in
          .object([
            "name": .string(variable.name), "view": variable.view.map(JSON.string),
            "types": .array(variable.types.map(JSON.string)), "shape": shape,
          ])
        }),
      "start": .array(history.start),
      "steps": .array(steps),
      "excerpts": .array(excerpts.list),
      "ending": .object(["from": document.starvation.map { .integer($0.from) }]),
    ])
  }
}
