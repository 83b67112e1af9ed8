package import Checking
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
  /// With what the interpreter says, and of which model.
  let study: TraceStudy?
  let context: TraceContext?
  let conclusion: TraceConclusion
  private let sources: SourceMap?
  private let file: String?

  /// Of a trace whose model is not at hand, or with its very model's sources, which show the rules' text.
  package static func text(of document: TraceDocument, sources: SourceMap?) -> String {
    HTMLTrace(document, TraceConclusion(document), sources: sources, study: nil, context: nil, file: nil).page
  }

  /// Of a trace of a model, with what the interpreter says of it; `file` is where it is saved, if it is.
  package static func text(
    of document: TraceDocument, _ study: TraceStudy, in context: TraceContext, file: String?
  ) -> String {
    HTMLTrace(
      document, TraceConclusion(document), sources: context.sources, study: study, context: context,
      file: file
    ).page
  }

  /// Of a counterexample to induction, which is no run: some state, and a step that breaks the property.
  package static func text(
    of counterexample: InductionCounterexample, in context: TraceContext, origin: TraceDocument.Origin
  ) -> String {
    let trace = counterexample.pretendedTrace
    var document = TraceDocument(trace, in: context, origin: origin)
    document.steps[0] = TraceDocument.Step(
      action: TraceDocument.Action(
        name: "some state, perhaps unreachable", arguments: [], subject: .start(0), actorIndex: nil),
      source: nil, anchor: nil, contents: document.steps[0].contents)
    let study = TraceStudy(of: document, trace, in: context, isExplained: false)
    return HTMLTrace(
      document, TraceConclusion(induction: document), sources: context.sources, study: study,
      context: context, file: nil
    ).page
  }

  private init(
    _ document: TraceDocument, _ conclusion: TraceConclusion, sources: SourceMap?, study: TraceStudy?,
    context: TraceContext?, file: String?
  ) {
    self.document = document
    self.sources = sources
    self.study = study
    self.context = context
    self.file = file
    lanes = TraceLanes(document)
    self.conclusion = conclusion
  }

  private static let template = PageFrame.template(around: PackageResources.trace_html)

  private static func text(of resource: [UInt8]) -> String { String(decoding: resource, as: UTF8.self) }

  private var page: String {
    let origin = document.origin
    let place = conclusion.fault ?? origin.source
    return Self.template.filled(
      with: PageContent(
        generator: "p2pcheck \(origin.toolVersion)", title: "\(origin.claim) - \(origin.model)".visible,
        tone: conclusion.isRun ? conclusion.isGood ? "good" : "bad" : "doubtful",
        kind: conclusion.isRun
          ? "\(conclusion.kind), \(Quantity.count(document.length, "step"))" : conclusion.kind,
        claim: origin.claim, conclusion: conclusion.sentence, origin: self.origin,
        last: document.steps.count - 1, explained: explained, markings: markings,
        legend: lanes.names.enumerated().map { PageContent.Lane(colour: $0 % 8, name: $1) },
        parts: timeLine, place: place?.location, snippet: place.flatMap(snippet), reasons: reasons,
        data: HTMLData.script(data), style: PageStyle.textOfSteps(with: PackageResources.trace_css),
        script: PageScript.text))
  }

  /// Where the trace comes from, in a line.
  private var origin: String {
    let origin = document.origin
    return [
      origin.model.visible, origin.withSettings, origin.check.map { "check \($0)" },
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
        "source": Self.source(step.source),
        "excerpt": step.source.flatMap { excerpts.position(of: $0) }.map(JSON.integer),
      ])
    }
    let around = surroundings(&excerpts, leaves: history.start.count)
    let kinds = self.kinds
    let shown = JSON.object([
      "claim": .string(document.origin.claim),
      "isRun": .boolean(conclusion.isRun),
      "file": file.map(JSON.string),
      "lanes": .array(lanes.names.map(JSON.string)),
      "variables": .array(
        zip(document.variables, history.shapes).map { variable, shape in
          .object([
            "name": .string(variable.name), "view": variable.view.map(JSON.string),
            "types": .array(variable.types.map(JSON.string)), "shape": shape, "kind": kinds[variable.name],
          ])
        }),
      "start": .array(history.start),
      "steps": .array(steps),
      "reads": .array(placesRead.map(JSON.string)),
      "messages": .array(MessageFlow(document).messages.map(Self.message)),
      "around": around,
      "ending": .object([
        "from": document.starvation.map { .integer($0.from) },
        "loopsTo": document.starvation?.loopsTo.map(JSON.integer),
      ]),
    ])
    // Lines of the model may have tabs.
    return .object((shown.visible.members ?? []) + [JSON.Member("excerpts", .array(excerpts.list))])
  }

  /// The names of all types within each variable, of the indices of arrays as well; none if the model is not at hand.
  private var kinds: [String: JSON] {
    guard let system = context?.system else { return [:] }
    func kind(_ type: TypeID) -> JSON {
      let name = JSON.string(system[type].name ?? "")
      switch system[type].shape {
      case .array(let index, let element): return .array([.string(system[index].name ?? ""), kind(element)])
      case .record(let fields): return .array(fields.map { kind($0.type) })
      case .boolean, .integers, .enumeration, .scalarset, .union: return name
      }
    }
    return Dictionary(system.variables.map { ($0.name, kind($0.type)) }) { first, _ in first }
  }

  private static func message(_ message: MessageFlow.Message) -> JSON {
    .object([
      "place": .string(message.place), "text": .string(message.text), "sent": .integer(message.sent),
      "received": message.received.map(JSON.integer),
    ])
  }
}
