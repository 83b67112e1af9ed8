import Foundation
import OrderedJSON
import Reporting
import TestSupport
import Testing

/// The page of a run, and what it says of the run before.
@Suite struct ReportPageTests {
  private static let details = SampleReport.report.entries.map(GroupDetails.init)

  private static func page(last: RunRecord? = nil) -> ReportPage {
    ReportPage(SampleReport.findings, details: details, moment: "2026-01-02 03:04:05Z", last: last)
  }

  @Test("word for word")
  func text() throws {
    let text = Self.page().text
    let body = try #require(text.range(of: "<body>"))
    let end = try #require(text.range(of: "<script>"))
    try Golden.check(String(text[body.lowerBound..<end.lowerBound]) + "\n", against: "report.html")
  }

  @Test("it needs nothing else, and what a name says is shown, not obeyed")
  func isSelfContained() {
    let text = Self.page().text
    #expect(!text.contains("<e>"))
    #expect(text.contains("d&lt;e&gt;"))
    #expect(text.matches(of: /(?:src|href)="(?!#|traces\/)/).isEmpty)
  }

  @Test("a record is read as it was written; others are none")
  func record() throws {
    let record = Self.page().record
    #expect(record.groups.count == SampleReport.findings.groups.count)
    let bytes = Array(JSONWriter.text(of: record.json).utf8)
    #expect(RunRecord(try JSONParser.parse(bytes)) == record)
    #expect(
      RunRecord(try JSONParser.parse(Array("{\"schema\": \"p2pcheck-run\", \"version\": 2}".utf8))) == nil)
    #expect(RunRecord(try JSONParser.parse(Array("[]".utf8))) == nil)
  }

  /// What a change of the last run's record says, if it is all that differs.
  struct Difference: CustomTestStringConvertible {
    var name: String
    var change: @Sendable (inout RunRecord) -> Void
    var text: String

    var testDescription: String { name }
  }

  private static let differences = [
    Difference(name: "nothing", change: { _ in }, text: "Nothing has changed since 2026-01-02"),
    Difference(
      name: "better", change: { $0.groups[0].verdicts[0].isGood = false },
      text: "still violated, as it should be now"),
    Difference(
      name: "worse",
      change: {
        $0.groups[1].verdicts[0].isGood = true
        $0.groups[1].verdicts[0].word = "explored"
      }, text: "explored has become violated, not as it should be any more"),
    Difference(
      name: "another verdict", change: { $0.groups[0].verdicts[1].word = "explored" },
      text: "explored has become reached</li>"),
    Difference(name: "states", change: { $0.groups[0].states = 7 }, text: "7 states have become 1,234"),
    Difference(
      name: "a new property", change: { $0.groups[0].verdicts.removeLast() },
      text: "&quot;no-runtime-error&quot; is new: explored"),
    Difference(
      name: "a property that is gone",
      change: { $0.groups[0].verdicts.append(.init(property: "old", word: "proved", isGood: true)) },
      text: "&quot;old&quot; is gone"),
    Difference(name: "a new check", change: { $0.groups.removeFirst() }, text: "known-bug</a> is new"),
    Difference(
      name: "a check that is not in this run",
      change: { $0.groups.append(.init(name: "other", states: nil, verdicts: [])) },
      text: "1 check of that run is not in this one"),
  ]

  @Test("it says what has changed since the run before", arguments: differences)
  func changes(difference: Difference) {
    var last = Self.page().record
    difference.change(&last)
    let text = Self.page(last: last).text
    #expect(text.contains(difference.text))
    #expect(
      text.contains("Nothing has changed")
        == (difference.name == "nothing" || difference.name.contains("not in this run")))
  }

  @Test("a table has a column for each check of a model, and a row for each property")
  func matrix() throws {
    let text = Self.page().text
    #expect(text.matches(of: /<caption>/).count == 1)
    let head = try #require(text.firstMatch(of: /<thead><tr><th scope="col">Property.*<\/thead>/))
    // The model without a check, the one that is rejected and the sweep are of the same model.
    #expect(head.output.matches(of: /class="check"/).count == 5)
  }
}
