/// Text that somebody else wrote (names in models and checks, paths, what compilers and solvers print), made safe to show:
/// one line, in which everything is to be seen and nothing is obeyed.
///
/// Every such text passes through here before it is part of an output; a format then escapes for its own syntax.
extension StringProtocol {
  /// The text with `\n`, `\u{1B}` and so on in place of what moves the cursor, changes the direction or the lines of the
  /// text, or cannot be seen; and with nothing in it that starts a command in the log of a build.
  ///
  /// Visible text stays as it is: it does not matter whether that has been done before.
  package var visible: String {
    guard !utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }) else {
      return String(self)
    }
    var result = String.UnicodeScalarView()
    var rest = unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar.isVisible, !(scalar == "#" && result.last == "#" && rest.continuesLogCommand) {
        result.append(scalar)
      } else {
        result.append(contentsOf: scalar.escapeSequence.unicodeScalars)
      }
    }
    return String(result)
  }

  /// A line that starts no command in the log of a build: there `::`, also behind spaces, does.
  ///
  /// Escape sequences for colours are skipped.
  package var visibleAtLineStart: String {
    guard let command = logCommand else { return String(self) }
    return self[..<command] + (":" as Unicode.Scalar).escapeSequence + self[index(after: command)...]
  }

  /// Where `::` stands, if nothing but spaces and colours stands before it.
  private var logCommand: Index? {
    var position = startIndex
    while position < endIndex {
      if self[position].isWhitespace {
        position = index(after: position)
      } else if self[position] == "\u{1B}", let end = self[position...].firstIndex(of: "m") {
        position = index(after: end)
      } else {
        break
      }
    }
    return self[position...].hasPrefix("::") ? position : nil
  }
}

extension Unicode.Scalar {
  /// False of what changes more than the place where it stands, or is not there to be seen.
  package var isVisible: Bool {
    if value < 0x7F { return value >= 0x20 }
    guard !properties.isDefaultIgnorableCodePoint else { return false }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
      return false
    default: return true
    }
  }

  fileprivate var escapeSequence: String {
    switch self {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: "\\u{\(String(value, radix: 16, uppercase: true))}"
    }
  }
}

extension Sequence<Unicode.Scalar> {
  /// True of `[` and `vso[`, which make a command of the `##` before them.
  fileprivate var continuesLogCommand: Bool {
    first { !(("a"..."z").contains($0) || ("A"..."Z").contains($0)) } == "["
  }
}

extension StringProtocol {
  /// The characters of a line as they are shown above marks that point at some of them: a tab may stay.
  package var visibleCharacters: [String] {
    var shown: [String] = []
    var rest = self[...]
    while let character = rest.popFirst() {
      let isCommand = character == "#" && shown.last == "#" && rest.unicodeScalars.continuesLogCommand
      shown.append(
        isCommand
          ? ("#" as Unicode.Scalar).escapeSequence : character == "\t" ? "\t" : String(character).visible)
    }
    return shown
  }
}

extension Collection<String> {
  /// What takes as much room in the line of the marks as these characters do.
  package var blank: String {
    map { $0 == "\t" ? "\t" : String(repeating: " ", count: $0.count) }.joined()
  }
}
