import Diagnostics
import Testing

@Suite struct VisibleTextTests {
  @Test(
    "what moves the cursor, turns the text round or cannot be seen is shown as an escape sequence",
    arguments: [
      ("a\u{1B}[31mb", "a\\u{1B}[31mb"), ("a\rb\nc\td", "a\\rb\\nc\\td"), ("\u{9B}31m", "\\u{9B}31m"),
      ("\u{7F}\u{0}\u{8}", "\\u{7F}\\u{0}\\u{8}"), ("a\u{202E}b\u{2066}c", "a\\u{202E}b\\u{2066}c"),
      ("a\u{200B}b\u{FEFF}c\u{AD}", "a\\u{200B}b\\u{FEFF}c\\u{AD}"),
      ("a\u{2028}b\u{85}", "a\\u{2028}b\\u{85}"),
      ("\u{E0041}\u{3164}\u{E000}", "\\u{E0041}\\u{3164}\\u{E000}"), ("\r\n", "\\r\\n"),
      ("##[stop-commands]x", "#\\u{23}[stop-commands]x"), ("a ##vso[task.x]", "a #\\u{23}vso[task.x]"),
    ])
  func escaped(text: String, shown: String) { #expect(text.visible == shown) }

  @Test(
    "everything else stays as it is",
    arguments: ["", "one at a time", "größer ≤ 4 → 漢字 🐧", "a::b", "## heading", "x[1] # y", "\\n \\u{1B}"])
  func kept(text: String) { #expect(text.visible == text) }

  @Test("what is visible stays as it is, whatever it came from")
  func idempotent() {
    for value in (0..<0x3000).map(UInt32.init) + [0xE0041, 0x1F427, 0x10FFFF] {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let shown = "a\(scalar)b".visible
      #expect(shown.visible == shown)
      #expect(shown.unicodeScalars.allSatisfy { $0.isVisible && $0 != "\n" }, "\(value)")
    }
  }

  @Test(
    "a line that starts a command of a build's log is told apart from one",
    arguments: [
      ("::error::x", "\\u{3A}:error::x"), ("  ::stop-commands::x", "  \\u{3A}:stop-commands::x"),
      ("\u{1B}[31m ::x", "\u{1B}[31m \\u{3A}:x"), ("a ::x", "a ::x"), (": :", ": :"), ("", ""),
    ])
  func atLineStart(line: String, shown: String) { #expect(line.visibleAtLineStart == shown) }
}
