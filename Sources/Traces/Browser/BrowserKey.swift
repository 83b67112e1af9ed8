/// A key that a trace is browsed with.
package enum BrowserKey: Hashable, Sendable {
  case character(Character)
  case enter, escape, backspace
  case up, down, pageUp, pageDown, home, end

  /// The keys in what a terminal sends at once; control characters that mean nothing here are left out.
  package static func keys(in bytes: [UInt8]) -> [BrowserKey] {
    var keys: [BrowserKey] = []
    var rest = String(decoding: bytes, as: UTF8.self)[...]
    while let character = rest.popFirst() {
      switch character {
      case "\r", "\n", "\r\n": keys.append(.enter)
      case "\u{7F}", "\u{8}": keys.append(.backspace)
      case "\u{6}": keys.append(.pageDown)
      case "\u{2}": keys.append(.pageUp)
      case "\u{1B}": keys.append(escapeSequence(&rest))
      default:
        if character.unicodeScalars.allSatisfy({ $0.value >= 0x20 }) { keys.append(.character(character)) }
      }
    }
    return keys
  }

  /// `ESC [ A` and the like; an escape that begins nothing we know is the key Escape.
  private static func escapeSequence(_ rest: inout Substring) -> BrowserKey {
    let sequences: KeyValuePairs<String, BrowserKey> = [
      "[A": .up, "OA": .up, "[B": .down, "OB": .down, "[5~": .pageUp, "[6~": .pageDown, "[H": .home,
      "OH": .home,
      "[1~": .home, "[F": .end, "OF": .end, "[4~": .end,
    ]
    for (sequence, key) in sequences where rest.hasPrefix(sequence) {
      rest = rest.dropFirst(sequence.count)
      return key
    }
    guard rest.first == "[" else { return .escape }
    // Some other key: its sequence ends with a letter or a tilde.
    rest = rest.drop { !$0.isLetter && $0 != "~" }.dropFirst()
    return .escape
  }
}
