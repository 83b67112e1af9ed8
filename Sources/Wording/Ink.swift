/// Colours text for a terminal, or leaves it as it is.
package struct Ink: Hashable, Sendable {
  /// What a stretch of text means to the reader; the value is its ANSI code.
  package enum Style: String, Sendable {
    case good = "32"
    case bad = "31"
    case doubtful = "33"
    case dim = "2"
    case strong = "1"
    // The actors of a trace; red, green and yellow judge.
    case actor0 = "1;36"
    case actor1 = "1;35"
    case actor2 = "1;34"
    case actor3 = "1;96"
    case actor4 = "1;95"
    case actor5 = "1;94"

    /// The colour of an actor, the same in every trace.
    package static func actor(_ number: Int) -> Style {
      let colours: [Style] = [.actor0, .actor1, .actor2, .actor3, .actor4, .actor5]
      return colours[abs(number % colours.count)]
    }
  }

  package var isColoured: Bool

  package init(isColoured: Bool) { self.isColoured = isColoured }

  package func callAsFunction(_ style: Style, _ text: String) -> String {
    isColoured && !text.isEmpty ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
