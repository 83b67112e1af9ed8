import Diagnostics

/// Where something stands in a line of a log.
enum LogPlace {
  /// The first place of a name in quotes, or all of the bounds if it is written in another way.
  static func range(of name: String?, in source: SourceFile, file: FileID, _ bounds: Range<Int>)
    -> SourceRange
  {
    let whole = SourceRange(file: file, start: bounds.lowerBound, end: bounds.upperBound)
    guard let name, !name.isEmpty else { return whole }
    let wanted = Array("\"\(name)\"".utf8)
    guard bounds.count >= wanted.count else { return whole }
    for start in bounds.lowerBound...bounds.upperBound - wanted.count
    where source.bytes[start..<start + wanted.count].elementsEqual(wanted) {
      return SourceRange(file: file, start: start, end: start + wanted.count)
    }
    return whole
  }

  /// The same in the line of an entry.
  static func range(of name: String, in entry: LogEntry, _ source: SourceFile) -> SourceRange {
    range(of: name, in: source, file: entry.range.file, entry.range.start..<entry.range.end)
  }
}
