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

  /// Where the key leads in a list whose last place is given, or nil if it does not move: the keys for the first and the last
  /// place lead to `number`, if one was typed.
  func place(from place: Int, page: Int, last: Int, number: Int? = nil) -> Int? {
    let wanted: Int
    switch self {
    case .character("n"), .character("j"), .character(" "), .down: wanted = place + 1
    case .character("p"), .character("k"), .up: wanted = place - 1
    case .pageDown: wanted = place + page
    case .pageUp: wanted = place - page
    case .character("g"), .home: wanted = number.map { $0 - 1 } ?? 0
    case .character("G"), .end: wanted = number.map { $0 - 1 } ?? last
    case .character, .enter, .escape, .backspace: return nil
    }
    return min(max(wanted, 0), last)
  }
}
