import Diagnostics

/// A model with what is said of it, each message below the line that it is about.
///
///       x = 1;
///     --  ^ error P2P104: expected `:=`, found `=`
///     --    help: `=` compares, `:=` assigns
///
/// Carets stand below what is marked, as far as the end of its line; what begins in the first two columns has its columns in
/// numbers instead, `--:1-9`, and what is in an included file its place, `--lib/names.m:3:6`, below the last line.
struct MarkedModel {
  /// The lines without marks.
  let lines: [Substring]

  /// Reads a text with marks, whatever they say.
  init(_ text: String) {
    var isMark = false
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      isMark = line.prefixMatch(of: Self.mark) != nil || isMark && line.hasPrefix("--    ")
      return !isMark
    }
  }

  private static var mark: some RegexComponent {
    /--(\ *\^+|:\d+-\d+|\S+:\d+:\d+)\ (error|warning|note)\ P2P\d+:/
  }

  var text: String { lines.joined(separator: "\n") }

  /// The same lines with marks of these diagnostics; the model is the first of the sources.
  func marked(_ diagnostics: [Diagnostic], _ sources: SourceMap) -> String {
    guard let main = sources.files.first else { return text }
    var marks: [Int: [String]] = [:]
    let last = lines.last?.isEmpty == true ? lines.count - 1 : lines.count
    for diagnostic in diagnostics {
      let file = sources[diagnostic.range.file]
      let line = file == main ? file.position(of: diagnostic.range.start).line : last
      marks[min(line, last), default: []] += Self.lines(for: diagnostic, sources, isMain: file == main)
    }
    return lines.enumerated().flatMap { [String($1)] + marks[$0 + 1, default: []] }.joined(separator: "\n")
  }

  private static func lines(for diagnostic: Diagnostic, _ sources: SourceMap, isMain: Bool) -> [String] {
    let place = isMain ? columns(diagnostic.range, sources) : sources.location(of: diagnostic.range)
    let words = "\(diagnostic.severity.rawValue) \(diagnostic.code.name): \(diagnostic.message)"
    let labels = diagnostic.labels.map { label in
      "\(distance(to: label.range, from: diagnostic.range, sources)): \(label.message)"
    }
    let help = diagnostic.help.map { ["help: \($0)"] } ?? []
    return ["--\(place) \(words)"] + (labels + help).map { "--    \($0)" }
  }

  /// Carets, beginning behind the dashes, or numbers.
  private static func columns(_ range: SourceRange, _ sources: SourceMap) -> String {
    let file = sources[range.file]
    let (line, first) = file.position(of: range.start)
    let end = file.position(of: range.end)
    let last = max(first, end.line == line ? end.column - 1 : file.line(line).count)
    return first < 3
      ? ":\(first)-\(last)"
      : String(repeating: " ", count: first - 3) + String(repeating: "^", count: last - first + 1)
  }

  /// Where a label is, seen from what it explains.
  private static func distance(to label: SourceRange, from range: SourceRange, _ sources: SourceMap) -> String
  {
    guard label.file == range.file else { return "at \(sources.location(of: label))" }
    let file = sources[label.file]
    let lines = file.position(of: label.start).line - file.position(of: range.start).line
    let place = lines == 0 ? "here" : lines < 0 ? "\(-lines) up" : "\(lines) down"
    return "\(place), `\(sources.text(of: label))`"
  }
}
