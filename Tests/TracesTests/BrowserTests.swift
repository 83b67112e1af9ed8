import Checking
import Diagnostics
import Foundation
import ModelIR
import OrderedJSON
import TestSupport
import Testing
import Traces

/// The page of a trace in a real browser, used by keyboard and mouse.
@Suite(
  "The page in Chromium", .serialized,
  .enabled(if: ForeignTool.chromium != nil, "chromium is not installed"))
struct BrowserTests {
  /// The document after all scripts have run, and what they wrote to the console.
  private func open(_ page: String, address: String = "", in folder: URL) throws -> (
    document: String, console: String
  ) {
    let browser = try #require(ForeignTool.chromium)
    let file = folder.appending(path: "page.html")
    try page.write(to: file, atomically: true, encoding: .utf8)
    let answer = try browser.run(
      [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--window-size=1280,900",
        "--user-data-dir=\(folder.appending(path: "profile").path)", "--enable-logging=stderr",
        "--virtual-time-budget=2000", "--dump-dom", file.absoluteString + address,
      ], in: folder)
    let console = answer.errors.split(separator: "\n").filter { $0.contains("CONSOLE") }
    return (answer.output, console.joined(separator: "\n"))
  }

  private var page: String {
    HTMLTrace.text(of: Sample.document(Sample.endings[0]), sources: Sample.sources)
  }

  /// What a script finds that is put at the end of a page.
  private func findings(_ page: String, by name: String) throws -> JSON {
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Page/\(name)")
    let use = "<script>\(try String(contentsOf: script, encoding: .utf8))</script></body>"
    let (document, console) = try ForeignTool.inScratch { folder in
      try open(page.replacing("</body>", with: use), in: folder)
    }
    #expect(console.isEmpty)
    let start = try #require(document.range(of: "<pre id=\"findings\">"), "the page has not answered")
    let end = try #require(document[start.upperBound...].range(of: "</pre>"))
    let text = document[start.upperBound..<end.lowerBound]
      .replacing("&gt;", with: ">").replacing("&lt;", with: "<").replacing("&amp;", with: "&")
    return try JSONParser.parse(Array(text.utf8))
  }

  @Test("one explores from the page by keyboard and mouse, and the address keeps where")
  func explores() throws {
    let walk = try Walked(
      Walked.lock, [(0, [0]), (1, [0]), (0, [1]), (1, [1])], .violates(arguments: []))
    let findings = try findings(walk.page(), by: "explore.js")
    let texts = [
      "focus": "0", "down": "1", "walk": "Not in the trace: step 0 \u{203A} lock (p = process_1)",
      "title": "0 + 1lock (p = process_1)process_1", "address": "#step=0&walk=1", "trace": "#step=1",
      "map": "0", "right": "1", "watch": "#step=4&watch=at%5Bprocess_1%5D",
      "filter": "#step=4&watch=at%5Bprocess_1%5D&filter=left",
      "followed": "0 + 2lock (p = process_0)process_0", "followedFilter": "at",
    ]
    for (name, expected) in texts { #expect(findings[name] == .string(expected), "\(name)") }
    for name in ["back", "left"] { #expect(findings[name] == .boolean(true), "\(name)") }
    #expect(findings["tabs"] == .integer(1))
    #expect(findings["followedWatch"] == .integer(1))
    #expect(findings["start"]?.elements?.count == 2)
    #expect(findings["changed"]?.elements == [.string("at[process_1] = WAITING")])
    #expect(
      findings["read"]?.elements == [.string("at[process_0] = INSIDE"), .string("at[process_1] = INSIDE")])
    #expect(findings["reason"]?.string?.contains("INSIDE") == true)
  }

  @Test("stepping changes what it should, by keyboard, mouse and address, and nothing is logged")
  func steps() throws {
    let findings = try findings(page, by: "steps.js")
    let texts = [
      "start": "0start: probedsystem",
      "right": "1gen_pool_alloc (p = process_0)process_0",
      "address": "#step=1",
      "announced": """
      step 1 of 2, process_0: gen_pool_alloc (p = process_0); allocated: ... \u{2192} ##.; \
      call[process_0].at: IDLE \u{2192} INSERT; call[process_0].first: undefined \u{2192} 0
      """,
      "slider": "1", "end": "2 of 2", "beyond": "2 of 2", "back": "1 of 2", "home": "0 of 2",
      "button": "1 of 2",
      "click": "2 of 2", "focus": "search", "found": "1 step", "next": "1 of 2", "link": "0 of 2",
    ]
    for (name, expected) in texts { #expect(findings[name] == .string(expected), "\(name)") }
    #expect(
      findings["changedCells"]?.elements?.compactMap(\.string) == [
        "allocated[0] = true", "allocated[1] = true", "call[process_0].at = INSERT",
        "call[process_0].first = 0",
      ])
    #expect(findings["changes"]?.elements?.count == 3)
    #expect(findings["source"]?.elements?.count == 1)
    #expect(findings["touches"]?.elements == [.string("1")])
    #expect(findings["current"] == .integer(1))
    #expect(findings["all"] == .integer(0))
    #expect(findings["filtered"] == .integer(1))
    #expect(findings["help"] == .boolean(true))
    #expect(findings["unnamed"] == .array([]))
  }

  @Test("a link leads to its step", arguments: [(1, "1 of 2"), (99, "2 of 2")])
  func link(step: Int, position: String) throws {
    let (document, console) = try ForeignTool.inScratch { try open(page, address: "#step=\(step)", in: $0) }
    #expect(console.isEmpty)
    #expect(document.contains(">\(position)</output>"))
  }

  @Test("every kind of trace opens without a word on the console", arguments: [1, 3, 5, 7])
  func endings(index: Int) throws {
    let page = HTMLTrace.text(of: Sample.document(Sample.endings[index]), sources: nil)
    let (document, console) = try ForeignTool.inScratch { try open(page, in: $0) }
    #expect(console.isEmpty)
    #expect(document.contains("class=\"live\""))
  }
}
