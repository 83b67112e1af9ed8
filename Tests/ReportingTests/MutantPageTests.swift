import Diagnostics
import Foundation
import Reporting
import TestSupport
import Testing
import Traces

/// The page of a run of mutants.
@Suite struct MutantPageTests {
  private static func mutant(
    _ fate: MutantPage.Fate, owner: String = "rule \"a\"", explanation: String? = nil, by: String? = nil,
    text: String = "x > 0"
  ) -> MutantPage.Mutant {
    MutantPage.Mutant(
      kind: "condition dropped", fate: fate, owner: owner, noticedBy: by, explanation: explanation,
      place: SourceSpan(file: "m.m", line: 3, column: 4, endLine: 3, endColumn: 9), text: text,
      lines: [
        MutantPage.Line(number: 2, text: "rule \"a\"", isChanged: false),
        MutantPage.Line(number: 3, text: "  \(text)", isChanged: true),
      ])
  }

  private static func page(_ mutants: [MutantPage.Mutant], name: String = "one") -> String {
    MutantPage(
      toolVersion: "1", isInterrupted: false,
      models: [MutantPage.Model(name: name, path: "m.m", mutants: 9, looked: 4, noticedBefore: 1)],
      mutants: mutants
    ).text(moment: "2026-01-01 00:00")
  }

  private static let mixed = [
    mutant(.noticed, by: "one: \"safe\""), mutant(.survives),
    mutant(.survives, owner: "rule \"b\"", explanation: "it is a hint"), mutant(.unchanged),
    mutant(.undecided, owner: "rule \"c\""),
  ]

  @Test("what survives comes first, then what is explained, then all by rules")
  func order() throws {
    let page = Self.page(Self.mixed)
    let survivors = try #require(page.range(of: "What no property notices"))
    let explained = try #require(page.range(of: "Explained in the model"))
    let owners = try #require(page.range(of: "By rules and functions"))
    #expect(survivors.lowerBound < explained.lowerBound && explained.lowerBound < owners.lowerBound)
    let first = page[survivors.upperBound..<explained.lowerBound]
    #expect(first.components(separatedBy: "<article").count == 3)
    #expect(!first.contains("it is a hint"))
    #expect(page.contains("noticed by one: &quot;safe&quot;"))
    #expect(
      page.contains(
        "5 mutants: 1 noticed (33 % of those that change something); 2 survive, 1 of them explained"))
    #expect(page.contains("4 of 9 mutants, 1 noticed before"))
    // Each survivor leads to its rule.
    for anchor in ["owner-1", "owner-3"] {
      #expect(page.contains("href=\"#\(anchor)\"") && page.contains("id=\"\(anchor)\""))
    }
  }

  @Test("a run in which nothing is left says so")
  func silent() {
    let page = Self.page([Self.mutant(.noticed)])
    #expect(page.contains("Every mutant is noticed, changes nothing or is explained."))
    #expect(page.contains("<header class=\"good\">"))
  }

  @Test("names are escaped and shown, and the page needs nothing from elsewhere")
  func hostile() {
    let nasty = "</script><script>alert(1)</script>\u{202E}\u{1B}[31m {{summary}}"
    let page = Self.page(
      [
        Self.mutant(.survives, owner: nasty, text: nasty), Self.mutant(.noticed, by: nasty),
        Self.mutant(.survives, explanation: nasty),
      ], name: nasty)
    #expect(!page.contains("<script>alert") && !page.contains("\u{202E}") && !page.contains("\u{1B}"))
    #expect(page.components(separatedBy: "</script>").count == 2)
    for word in ["src=", "@import", "url(", "<link", "fetch(", "innerHTML", "://"] {
      #expect(!page.contains(word), "\(word)")
    }
  }

  @Test("HTML Tidy has nothing to say", .enabled(if: ForeignTool.tidy != nil, "tidy is not installed"))
  func tidy() throws {
    #expect(try ForeignTool.complaints(ofTidyAbout: Self.page(Self.mixed)) == "")
  }

  @Test("Biome has nothing to say", .enabled(if: ForeignTool.biome != nil, "biome is not installed"))
  func lint() throws {
    let biome = try #require(ForeignTool.biome)
    let resources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Reporting/Resources/mutants.css")
    try ForeignTool.inScratch { folder in
      try FileManager.default.copyItem(at: resources, to: folder.appending(path: "mutants.css"))
      let answer = try biome.run(["lint", "--colors=off", "--error-on-warnings", "mutants.css"], in: folder)
      #expect(answer.status == 0, "\(answer.output)\(answer.errors)")
    }
  }
}
