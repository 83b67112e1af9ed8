import Diagnostics
import Yams

/// Finds the source ranges of YAML nodes: Yams knows the line and column where a node starts.
struct YAMLPlaces {
  let file: SourceFile
  let id: FileID

  var start: SourceRange { SourceRange(file: id, start: 0, end: 0) }

  /// A scalar's own text, or the first line of anything else.
  func range(of node: Node) -> SourceRange {
    guard let mark = node.mark else { return start }
    let offset = offset(of: mark)
    let rest = restOfLine(from: offset)
    var length = rest.utf8.count
    if let scalar = node.scalar {
      if let quote = rest.first, quote == "\"" || quote == "'" {
        let closing = rest.dropFirst().firstIndex(of: quote) ?? rest.endIndex
        length = rest[..<closing].utf8.count + (closing == rest.endIndex ? 0 : 1)
      } else if rest.hasPrefix(scalar.string) {
        length = scalar.string.utf8.count
      }
    }
    return SourceRange(file: id, start: offset, end: offset + length)
  }

  /// An error of the YAML parser with its place.
  func diagnostic(for error: any Error) -> Diagnostic {
    switch error {
    case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      return Diagnostic(.error, .invalidYAML, "not YAML: \(problem)", at: range(at: mark))
    case YamlError.duplicatedKeysInMapping(let keys, let context):
      let names = keys.map { "`\($0)`" }.joined(separator: ", ")
      return Diagnostic(.error, .invalidYAML, "the key \(names) occurs twice", at: range(at: context.mark))
    default:
      return Diagnostic(.error, .invalidYAML, "not YAML in UTF-8", at: start)
    }
  }

  private func range(at mark: Mark) -> SourceRange {
    let offset = offset(of: mark)
    return SourceRange(file: id, start: offset, end: offset + max(1, restOfLine(from: offset).utf8.count))
  }

  private func offset(of mark: Mark) -> Int {
    let line = file.line(mark.line)
    let prefix = String(String.UnicodeScalarView(line.unicodeScalars.prefix(max(mark.column - 1, 0))))
    return file.start(ofLine: mark.line) + prefix.utf8.count
  }

  private func restOfLine(from offset: Int) -> String {
    let end = file.start(ofLine: file.position(of: offset).line + 1)
    let line = file.slice(offset..<end)
    guard let last = line.lastIndex(where: { $0 != " " && !$0.isNewline }) else { return "" }
    return String(line[...last])
  }
}
