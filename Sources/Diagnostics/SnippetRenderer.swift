/// Shows a diagnostic with the source lines it is about: carets under the primary range, dashes under labels.
///
/// Columns are counted in characters, tabs are kept so that the marks stay aligned, and of a long line only a window
/// around the mark is shown.
package struct SnippetRenderer: Sendable {
  private let sourceMap: SourceMap
  private let style: Style
  private let lineWidth: Int

  package init(sourceMap: SourceMap, colour: Bool, lineWidth: Int = 100) {
    self.sourceMap = sourceMap
    self.style = Style(isOn: colour)
    self.lineWidth = max(lineWidth, 20)
  }

  /// The whole text of one diagnostic, ending in a line end.
  package func render(_ diagnostic: Diagnostic) -> String {
    var output = headline(diagnostic)
    let marks = marks(of: diagnostic)
    let margin = marks.map { "\($0.line)".count }.max() ?? 1
    let gap = String(repeating: " ", count: margin)
    var previous: Mark?
    for mark in marks {
      if previous?.range.file != mark.range.file {
        output +=
          "\(gap)\(style.faint("-->")) \(sourceMap.location(of: previous == nil ? diagnostic.range : mark.range))\n"
        output += "\(gap) \(style.faint("|"))\n"
      } else if let previous, mark.line > previous.line + 1 {
        output += "\(style.faint("..."))\n"
      }
      if previous?.range.file != mark.range.file || previous?.line != mark.line {
        let number = String(repeating: " ", count: margin - "\(mark.line)".count) + "\(mark.line)"
        output += "\(style.faint("\(number) |")) \(mark.window.text)\n"
      }
      output += "\(gap) \(style.faint("|")) \(underline(mark, diagnostic.severity))\n"
      previous = mark
    }
    if let help = diagnostic.help {
      output += "\(gap) \(style.faint("=")) \(style.bold("help")): \(help)\n"
    }
    return output
  }

  private func headline(_ diagnostic: Diagnostic) -> String {
    let head = style.severity("\(diagnostic.severity.rawValue)[\(diagnostic.code.name)]", diagnostic.severity)
    return "\(head): \(style.bold(diagnostic.message))\n"
  }

  // MARK: Marks

  /// One underlined stretch of one line.
  private struct Mark {
    var range: SourceRange
    var line: Int
    var window: Window
    var isPrimary: Bool
    var message: String
  }

  /// The shown part of a line: its text, what stands before the mark in it, and how many columns are marked.
  private struct Window {
    var text: String
    var before: String
    var length: Int
  }

  private func marks(of diagnostic: Diagnostic) -> [Mark] {
    let primary = mark(diagnostic.range, isPrimary: true, "")
    var others: [Mark] = []
    for label in diagnostic.labels {
      others.append(mark(label.range, isPrimary: false, label.message))
    }
    // The primary range's file comes first; within a file, lines ascend.
    return ([primary] + others).enumerated().sorted { left, right in
      let leftIsElsewhere = left.element.range.file != primary.range.file
      let rightIsElsewhere = right.element.range.file != primary.range.file
      if leftIsElsewhere != rightIsElsewhere { return rightIsElsewhere }
      if left.element.range.file != right.element.range.file {
        return left.element.range.file.index < right.element.range.file.index
      }
      return (left.element.line, left.offset) < (right.element.line, right.offset)
    }.map(\.element)
  }

  private func mark(_ range: SourceRange, isPrimary: Bool, _ message: String) -> Mark {
    let file = sourceMap[range.file]
    let (line, column) = file.position(of: range.start)
    let characters = file.line(line).visibleCharacters
    let start = min(column - 1, characters.count)
    let end = file.position(of: range.end)
    let stop = end.line == line ? min(end.column - 1, characters.count) : characters.count
    return Mark(
      range: range, line: line, window: window(characters, start: start, stop: max(stop, start)),
      isPrimary: isPrimary, message: message)
  }

  private func window(_ characters: [String], start: Int, stop: Int) -> Window {
    guard characters.count > lineWidth else {
      return Window(
        text: characters.joined(), before: characters[..<start].blank,
        length: columns(characters[start..<stop]))
    }
    let first = max(0, min(start - lineWidth / 3, characters.count - lineWidth))
    let last = min(first + lineWidth, characters.count)
    let lead = first > 0 ? "..." : ""
    return Window(
      text: lead + characters[first..<last].joined() + (last < characters.count ? "..." : ""),
      before: String(repeating: " ", count: lead.count) + characters[first..<max(first, start)].blank,
      length: columns(characters[start..<max(start, min(stop, last))]))
  }

  /// At least one, so that there is a mark.
  private func columns(_ characters: ArraySlice<String>) -> Int { max(characters.joined().count, 1) }

  private func underline(_ mark: Mark, _ severity: Severity) -> String {
    let line = String(repeating: mark.isPrimary ? "^" : "-", count: mark.window.length)
    let text = mark.message.isEmpty ? line : "\(line) \(mark.message)"
    return mark.window.before + (mark.isPrimary ? style.severity(text, severity) : style.label(text))
  }
}

/// Terminal colours, or none.
private struct Style {
  let isOn: Bool

  func bold(_ text: String) -> String { wrap(text, "1") }
  func faint(_ text: String) -> String { wrap(text, "1;34") }
  func label(_ text: String) -> String { wrap(text, "1;36") }

  func severity(_ text: String, _ severity: Severity) -> String {
    switch severity {
    case .error: wrap(text, "1;31")
    case .warning: wrap(text, "1;33")
    case .note: wrap(text, "1;32")
    }
  }

  private func wrap(_ text: String, _ code: String) -> String {
    isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
