/// Colours text for a terminal, or leaves it as it is.
package struct Ink: Hashable, Sendable {
  /// What a stretch of text means to the reader; the value is its ANSI code.
  package enum Style: String, Sendable {
    case good = "32"
    case bad = "31"
    case doubtful = "33"
    case dim = "2"
    case strong = "1"
  }

  package var isColoured: Bool

  package init(isColoured: Bool) { self.isColoured = isColoured }

  package func callAsFunction(_ style: Style, _ text: String) -> String {
    isColoured && !text.isEmpty ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
