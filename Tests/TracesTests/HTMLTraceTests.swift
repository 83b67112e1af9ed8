import Checking
import Diagnostics
import Foundation
import ModelIR
import OrderedJSON
import TestSupport
import Testing
import Traces

/// The page of a trace, as text and as linters see it.
@Suite struct HTMLTraceTests {
  private func page(_ trace: Trace, sources: SourceMap? = nil) -> String {
    HTMLTrace.text(of: Sample.document(trace), sources: sources)
  }

  @Test("the page needs nothing from elsewhere", arguments: Sample.endings.indices)
  func selfContained(index: Int) {
    let page = page(Sample.endings[index], sources: Sample.sources)
    for word in ["src=", "@import", "url(", "<link", "fetch(", "innerHTML", "{{"] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page.contains("default-src 'none'"))
    #expect(!page.replacing("http://www.w3.org/2000/svg", with: "").contains("://"))
  }

  @Test("nothing in a model ends the script or becomes markup")
  func escaping() throws {
    let nasty = "</script><script>alert(1)</script><!-- & \u{2028} {{data}} \" '"
    var document = Sample.document(Sample.endings[0])
    document.origin.claim = nasty
    document.origin.model = nasty
    document.variables[0].name = nasty
    document.steps[1].action.name = nasty
    document.steps[1].anchor = KernelAnchor(file: nasty, function: nasty)
    document.steps[1].contents?[2] = .symbol(nasty)
    document.account = [
      TraceDocument.Evaluation(
        depth: 0, text: nasty, holds: false, bindings: [], every: nasty,
        readings: [TraceDocument.Reading(name: nasty, content: .symbol(nasty))])
    ]
    let page = HTMLTrace.text(of: document, sources: nil)
    #expect(!page.contains("<script>alert"))
    #expect(page.components(separatedBy: "</script>").count == 3)
    #expect(try pageData(page)["variables"]?.elements?.first?["name"] == .string(nasty.visible))
  }

  @Test("nor do names of rules that the trace does not take")
  func escapedAlternatives() throws {
    let nasty = "</script><script>alert(1)</script>"
    let text = """
      type t: enum { a, b }; var x: t;
      startstate "s" begin x := a; end;
      ruleset y: t do rule "\(nasty)" x = a ==> x := y; assert x = a "\(nasty)"; end; end;
      invariant "\(nasty)" x = a;
      """
    let page = try Walked(text, [], .violates(arguments: [])).page(file: "\(nasty) `x`")
    #expect(!page.contains("<script>alert"))
    #expect(page.components(separatedBy: "</script>").count == 3)
    #expect(try pageData(page)["around"]?["actions"]?.elements?.first?["name"] == .string(nasty))
  }

  @Test("the data has the first state, and of each step what it changes")
  func history() throws {
    let data = try pageData(page(Sample.endings[0]))
    let start = try #require(data["start"]?.elements)
    #expect(start.count == 10)
    #expect(start[0] == .boolean(false))
    #expect(start[6] == .string("IDLE"))
    #expect(start[7] == .null)
    let steps = try #require(data["steps"]?.elements)
    #expect(
      steps[1]["delta"]?.elements == [
        .integer(0), .boolean(true), .integer(1), .boolean(true), .integer(6), .string("INSERT"), .integer(7),
        .integer(0),
      ])
    #expect(data["lanes"]?.elements?.compactMap(\.string) == ["system", "process_0"])
    #expect(steps.map { $0["lane"]?.integer } == [0, 1, 1])
  }

  @Test("a variable whose shape changes, as in an edited file, is shown as text")
  func irregular() throws {
    var document = Sample.document(Sample.endings[0])
    document.steps[1].contents?[2] = .integer(7)
    let data = try pageData(HTMLTrace.text(of: document, sources: nil))
    #expect(data["variables"]?.elements?[2]["shape"] == .null)
    #expect(data["start"]?.elements?.count == 7)
    #expect(data["start"]?.elements?.last == .string("[all: {at: IDLE, first: undefined}]"))
  }

  @Test("with the model's text, a step has the lines of its rule")
  func excerpts() throws {
    let data = try pageData(page(Sample.endings[0], sources: Sample.sources))
    let excerpt = try #require(data["excerpts"]?.elements?.first)
    #expect(excerpt["lines"]?.elements?.contains(.string("rule \"vm_insert_page\" insert end;")) == true)
    #expect(try pageData(page(Sample.endings[0]))["excerpts"] == .array([]))
  }

  @Test("a trace of 200 steps and 500 variables is a page of moderate size")
  func large() {
    var document = Sample.document(Sample.endings[0])
    document.variables += (0..<500).map { .init(name: "v\($0)", view: nil) }
    let round = document.steps
    document.steps = (0...200).map { number in
      var step = round[number % round.count]
      step.contents? += (0..<500).map { .integer($0 == number ? 1 : 0) }
      return step
    }
    #expect(HTMLTrace.text(of: document, sources: nil).utf8.count < 400_000)
  }

  @Test("HTML Tidy has nothing to say", .enabled(if: ForeignTool.tidy != nil, "tidy is not installed"))
  func tidy() throws {
    #expect(try ForeignTool.complaints(ofTidyAbout: page(Sample.endings[0])) == "")
  }

  @Test("Node understands the script", .enabled(if: ForeignTool.node != nil, "Node is not installed"))
  func syntax() throws {
    let node = try #require(ForeignTool.node)
    try ForeignTool.inScratch { folder in
      try PageScript.text.write(
        to: folder.appending(path: "trace.js"), atomically: true, encoding: .utf8)
      let answer = try node.run(["--check", "trace.js"], in: folder)
      #expect(answer.status == 0, "\(answer.errors)")
    }
  }

  /// The files as they stand in the tree, but for the script, whose parts are one.
  private static let resources = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/Traces/Resources")

  @Test(
    "Biome has nothing to say", .enabled(if: ForeignTool.biome != nil, "biome is not installed"),
    arguments: ["trace.js", "trace.css", "aligned.js", "aligned.css", "lanes.css", "page.css"])
  func lint(name: String) throws {
    let biome = try #require(ForeignTool.biome)
    try ForeignTool.inScratch { folder in
      let file = folder.appending(path: name)
      if name == "trace.js" {
        try PageScript.text.write(to: file, atomically: true, encoding: .utf8)
      } else {
        try FileManager.default.copyItem(at: Self.resources.appending(path: name), to: file)
      }
      // The script is no module.
      let arguments = [
        "lint", "--colors=off", "--error-on-warnings", "--skip=suspicious/noRedundantUseStrict", name,
      ]
      let answer = try biome.run(arguments, in: folder)
      #expect(answer.status == 0, "\(answer.output)\(answer.errors)")
    }
  }
}
