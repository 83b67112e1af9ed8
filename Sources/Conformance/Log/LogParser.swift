package import Diagnostics
import OrderedJSON

/// Reads a log: JSON lines that nobody vouches for.
///
/// Never throws and always finishes; after many mistakes it reads no further.
package struct LogParser {
  /// Longer lines are refused: no call has so many arguments.
  package static let longestLine = 1 << 20
  private static let mostMistakes = 100

  private let source: SourceFile
  private let file: FileID
  private(set) var diagnostics: [Diagnostic] = []
  private var entries: [LogEntry] = []

  private init(_ source: SourceFile, file: FileID) {
    self.source = source
    self.file = file
  }

  package static func parse(_ source: SourceFile, file: FileID) -> Parsed<Log> {
    var parser = LogParser(source, file: file)
    parser.run()
    return Parsed(
      Log(entries: parser.entries, hasTimes: parser.entries.contains { $0.start != nil }),
      diagnostics: parser.diagnostics)
  }

  private mutating func run() {
    for number in 1...source.lineCount where diagnostics.count < Self.mostMistakes {
      let range = trimmed(source.start(ofLine: number)..<source.start(ofLine: number + 1))
      if !range.isEmpty { read(range, line: number) }
    }
    checkTimes()
    // Whoever meant another file would be told that the model explains it.
    if entries.isEmpty, diagnostics.isEmpty {
      report(.malformedLog, "this log has no entries", 0..<0, help: "each call is a line, as a JSON object")
    }
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    let bytes = source.bytes[range]
    guard let first = bytes.firstIndex(where: { !isSpace($0) }),
      let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return range.lowerBound..<range.lowerBound }
    return first..<last + 1
  }

  private mutating func read(_ range: Range<Int>, line: Int) {
    guard range.count <= Self.longestLine else {
      return report(
        .malformedLog, "this line has more than \(Self.longestLine >> 10) KiB",
        range.lowerBound..<range.lowerBound + 1, help: "a line is one call")
    }
    let json: JSON
    do throws(JSONError) {
      json = try JSONParser.parse(Array(source.bytes[range]))
    } catch {
      let place = min(range.lowerBound + error.column - 1, range.upperBound - 1)
      return report(
        .malformedLog, error.message, place..<place + 1,
        help: "a line is a JSON object such as `{\"call\": \"push\", \"arguments\": [1]}`")
    }
    guard let members = json.members else {
      return report(
        .malformedLog, "this line is not a JSON object", range,
        help: "a line is a JSON object such as `{\"call\": \"push\", \"arguments\": [1]}`")
    }
    var reader = LogEntryReader(
      source: source, file: file, bounds: range, line: line, diagnostics: [])
    if let entry = reader.read(members) { entries.append(entry) }
    diagnostics += reader.diagnostics
  }

  /// Either no entry has times or each has; with them nothing ends before it begins.
  private mutating func checkTimes() {
    guard let timed = entries.first(where: { $0.start != nil || $0.end != nil }) else { return }
    for entry in entries where diagnostics.count < Self.mostMistakes {
      if entry.start == nil {
        diagnostics.append(
          Diagnostic(
            .error, .unknownLogMember, "there is no `start` here, and line \(timed.line) has times",
            at: entry.range,
            help: "give every line `start` and `return`, or none"))
      } else if let start = entry.start, let end = entry.end, end < start {
        diagnostics.append(
          Diagnostic(
            .error, .invalidLogValue, "`return` is earlier than `start`", at: entry.range,
            help: "both are times of the same clock, which does not go back"))
      } else if entry.end == nil, entry.result != nil || !entry.observations.isEmpty {
        diagnostics.append(
          Diagnostic(
            .error, .unknownLogMember, "something came of it, but there is no `return`", at: entry.range,
            help: "a call that has not returned has neither `result` nor `observe`"))
      }
    }
  }

  private mutating func report(
    _ code: DiagnosticCode, _ message: String, _ range: Range<Int>, help: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        .error, code, message, at: SourceRange(file: file, start: range.lowerBound, end: range.upperBound),
        help: help
      ))
  }
}
