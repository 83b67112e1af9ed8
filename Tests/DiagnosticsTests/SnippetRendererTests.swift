import Diagnostics
import Testing

/// Carets under the right characters.
@Suite struct SnippetRendererTests {
  private func render(
    _ text: String, _ start: Int, _ end: Int, labels: [(Int, Int, String)] = [], help: String? = nil,
    colour: Bool = false, width: Int = 100
  ) -> String {
    var sources = SourceMap()
    let file = sources.add(SourceFile(name: "a.m", text: text))
    let diagnostic = Diagnostic(
      .error, .typeMismatch, "wrong", at: SourceRange(file: file, start: start, end: end),
      labels: labels.map { Label(SourceRange(file: file, start: $0.0, end: $0.1), $0.2) }, help: help)
    return SnippetRenderer(sourceMap: sources, colour: colour, lineWidth: width).render(diagnostic)
  }

  @Test("a range is underlined, labels and help follow")
  func plain() {
    let text = render("one\ntwo three\n", 8, 13, labels: [(0, 3, "here")], help: "do it")
    #expect(
      text
        == """
        error[P2P301]: wrong
         --> a.m:2:5
          |
        1 | one
          | --- here
        2 | two three
          |     ^^^^^
          = help: do it

        """)
  }

  @Test("what stands in another file is shown there, and no line begins a command in the log of a build")
  func otherFile() {
    var sources = SourceMap()
    let file = sources.add(SourceFile(name: "a.m", text: "one"))
    let other = sources.add(SourceFile(name: "b.m", text: "two"))
    let diagnostic = Diagnostic(
      .error, .typeMismatch, "wrong", at: SourceRange(file: file, start: 0, end: 3),
      labels: [Label(SourceRange(file: other, start: 0, end: 3), "here")])
    let text = SnippetRenderer(sourceMap: sources, colour: false).render(diagnostic)
    #expect(text.contains(" --> a.m:1:1\n") && text.contains(" --> b.m:1:1\n"))
    #expect(text.split(separator: "\n").allSatisfy { $0.visibleAtLineStart == $0 })
  }

  @Test("columns count characters, and tabs stay tabs")
  func characters() {
    #expect(render("\té∀ x", 7, 8).contains("  | \t   ^\n"))
  }

  @Test("a range over several lines is marked on its first, an empty one with a single caret")
  func extremes() {
    #expect(render("abc\ndef", 1, 6).contains("  |  ^^\n"))
    #expect(render("abc", 3, 3).contains("  |    ^\n"))
    #expect(render("", 0, 0).contains("  | ^\n"))
  }

  @Test("of a long line a window is shown")
  func window() {
    let line = String(repeating: "x", count: 500)
    let shown = render(line, 250, 252, width: 60).split(separator: "\n")
    #expect(shown.allSatisfy { $0.count < 80 })
    #expect(shown.contains { $0.hasSuffix("^^") })
  }

  @Test("colours are escape sequences around the same text")
  func colours() {
    let coloured = render("abc", 0, 1, colour: true)
    #expect(coloured.contains("\u{1B}[1;31m"))
    #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == render("abc", 0, 1))
  }
}
