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

  private var page: String {
    func resource(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    let origin = document.origin
    return Template.fill(
      resource(PackageResources.trace_html),
      [
        "generator": HTMLText.escaped("p2pcheck \(origin.toolVersion)"),
        "title": HTMLText.escaped("\(origin.claim) - \(origin.model)".visible),
        "tone": conclusion.isGood ? "good" : "bad",
        "kind": "\(conclusion.kind), \(Quantity.count(document.length, "step"))",
        "claim": HTMLText.escaped(origin.claim),
        "conclusion": HTMLText.escaped(conclusion.sentence),
        "origin": HTMLText.escaped(self.origin),
        "last": "\(document.steps.count - 1)",
        "legend": legend,
        "steps": timeLine,
        "ending": ending,
        "data": HTMLText.script(data),
        "style": resource(PackageResources.trace_css),
        "script": resource(PackageResources.trace_js),
      ])
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

  private var legend: String {
    lanes.names.enumerated().map { "<li class=\"lane-\($0 % 8)\">\(HTMLText.escaped($1))</li>" }
      .joined(separator: "\n")
  }

  /// Where the property is written, or what fails, and why.
  private var ending: String {
    let account = document.account.map { part in
      "<li style=\"margin-left: \(2 * part.depth)ch\">\(HTMLText.escaped(part.words.joined(separator: " ")))</li>"
    }
    return source
      + (account.isEmpty ? "" : "\n<ul class=\"account\">\n\(account.joined(separator: "\n"))\n</ul>")
  }

  private var source: String {
    guard let span = conclusion.fault ?? document.origin.source else { return "" }
    let place = "<p class=\"place\">\(HTMLText.escaped(span.location))</p>"
    var lines = span.snippet(Ink(isColoured: false))
    if lines.isEmpty, let file = sources?.files.first(where: { $0.name == span.file }),
      (1...file.lineCount).contains(span.line), (span.line...file.lineCount).contains(span.endLine)
    {
      lines = (span.line...span.endLine).map { file.line($0) }
    }
    if lines.isEmpty { return place }
    return place + "\n<pre>" + HTMLText.escaped(lines.joined(separator: "\n")) + "</pre>"
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
