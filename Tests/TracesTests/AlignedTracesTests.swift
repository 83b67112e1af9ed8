import Checking
import Diagnostics
import Foundation
import ModelIR
import TestSupport
import Testing
import Traces

/// Two traces on one page.
@Suite struct AlignedTracesTests {
  private static let text = """
    var x: 0 .. 99;
    startstate "boot" begin x := 0; end;
    ruleset i: 0 .. 9 do rule "add" begin x := x + i; end; end;
    invariant "small" x < 20;
    """

  private func document(_ steps: [Value]) throws -> TraceDocument {
    try Walked(Self.text, steps.map { (0, [$0]) }, .violates(arguments: [])).document
  }

  /// The numbers of the steps in each row.
  private func rows(_ page: String) -> [[String]] {
    page.components(separatedBy: "<div role=\"row\"").dropFirst().map { row in
      row.components(separatedBy: "<div role=\"cell\"").dropFirst().map { cell in
        cell.firstMatch(of: /<span class="number">(\d+)<\/span>/).map { String($0.1) } ?? "-"
      }
    }
  }

  @Test("steps of both stand in one row, as many as possible")
  func alignment() throws {
    let page = AlignedTraces.text(of: try document([1, 2, 3, 9]), against: try document([1, 4, 3, 5, 9]))
    #expect(
      rows(page) == [
        ["0", "0"], ["1", "1"], ["2", "-"], ["-", "2"], ["3", "3"], ["-", "4"], ["4", "5"],
      ])
    #expect(page.contains("The start and the first 1 step are the same; 4 rows of 7 belong to both."))
    #expect(page.components(separatedBy: "id=\"first-difference\"").count == 2)
    #expect(page.contains("the states differ in 1 place"))
  }

  @Test("alike traces have no difference")
  func alike() throws {
    let page = AlignedTraces.text(of: try document([1, 2]), against: try document([1, 2]))
    #expect(page.contains("Both take the same steps."))
    #expect(!page.contains("id=\"first-difference\"") && !page.contains("row split"))
  }

  @Test("names are escaped, and the page needs nothing from elsewhere")
  func hostile() throws {
    let nasty = "</script><script>alert(1)</script>\u{202E}\" {{summary}}"
    var one = try document([1])
    one.origin.claim = nasty
    one.origin.model = nasty
    one.steps[1].action.name = nasty
    let page = AlignedTraces.text(of: one, against: try document([2]))
    #expect(!page.contains("<script>alert") && !page.contains("\u{202E}"))
    #expect(page.components(separatedBy: "</script>").count == 2)
    for word in ["src=", "@import", "url(", "<link", "fetch(", "innerHTML", "://"] {
      #expect(!page.contains(word), "\(word)")
    }
  }

  @Test("HTML Tidy has nothing to say", .enabled(if: ForeignTool.tidy != nil, "tidy is not installed"))
  func tidy() throws {
    let page = AlignedTraces.text(of: try document([1, 2, 3]), against: try document([1, 4, 3]))
    #expect(try ForeignTool.complaints(ofTidyAbout: page) == "")
  }
}
