import Checking
import Foundation
import ModelIR
import TestSupport
import Testing
import Traces

/// Traces in the formats of other tools, word for word: `Golden/` has one file for each ending and format.
@Suite struct TraceGoldenTests {
  private static let names = [
    "violated", "reached", "deadlock", "step-fails", "property-fails", "guard-fails", "dead-end", "lasso",
  ]

  private func check(_ lines: [String], against name: String) throws {
    try Golden.check(lines.map { $0 + "\n" }.joined(), against: name)
  }

  @Test("as a Mermaid sequence diagram", arguments: zip(names, Sample.endings))
  func mermaid(name: String, trace: Trace) throws {
    try check(MermaidTrace.lines(of: Sample.document(trace)), against: "\(name).mmd")
  }

  @Test("as a graph for Graphviz", arguments: zip(names, Sample.endings))
  func dot(name: String, trace: Trace) throws {
    try check(DOTTrace.lines(of: Sample.document(trace)), against: "\(name).gv")
  }

  @Test("as the order of its steps", arguments: zip(names, Sample.endings))
  func schedule(name: String, trace: Trace) throws {
    try check(ScheduleTrace.lines(of: Sample.document(trace)), against: "\(name).schedule.json")
  }

  @Test("as the time line of a page", arguments: zip(names, Sample.endings))
  func html(name: String, trace: Trace) throws {
    let page = HTMLTrace.text(of: Sample.document(trace), sources: nil)
    let start = try #require(page.range(of: "<ol start"))
    let end = try #require(page.range(of: "</ol>"))
    let timeLine = page[start.lowerBound..<end.upperBound].split(separator: "\n").map(String.init)
    try check(timeLine, against: "\(name).html")
  }

  /// Names with all that means something to one of the formats.
  private var nasty: TraceDocument {
    let name = "a;b#c\"d'e<f>g&h%%i\\j{k}l:m`n\u{2028}o end"
    var document = Sample.document(Sample.endings[0])
    document.origin.claim = name
    document.variables[0].name = name
    document.steps[1].action.name = name
    document.steps[1].anchor = KernelAnchor(file: name, function: name)
    return document
  }

  @Test("no name in a model means anything to Mermaid")
  func nastyMermaid() {
    for line in MermaidTrace.lines(of: nasty) where line.contains("a#59;b") {
      let entities = line.replacing(/#\d+;/, with: "").replacing("<br/>", with: "")
      #expect(entities.drop { $0 != ":" }.dropFirst().allSatisfy { !";#\"<>&%\\{}:`\u{2028}".contains($0) })
    }
  }

  @Test("Graphviz reads every graph", .enabled(if: ForeignTool.graphviz != nil, "Graphviz is not installed"))
  func graphviz() throws {
    let graphviz = try #require(ForeignTool.graphviz)
    for document in Sample.endings.map(Sample.document) + [nasty] {
      try ForeignTool.inScratch { folder in
        let file = folder.appending(path: "trace.gv")
        try DOTTrace.lines(of: document).joined(separator: "\n").write(
          to: file, atomically: true, encoding: .utf8)
        let answer = try graphviz.run(["-Tsvg", "-o", "trace.svg", "trace.gv"], in: folder)
        #expect(answer.status == 0 && answer.errors.isEmpty, "\(answer.errors)")
      }
    }
  }
}
