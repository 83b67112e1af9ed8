import Diagnostics
import OrderedJSON

/// Reads the members of one line.
struct LogEntryReader {
  let source: SourceFile
  let file: FileID
  let bounds: Range<Int>
  let line: Int
  var diagnostics: [Diagnostic]

  /// `note` is for people.
  private static let known = [
    "call", "actor", "arguments", "start", "return", "result", "fails", "observe", "note",
  ]

  /// Nil after a mistake.
  mutating func read(_ members: [JSON.Member]) -> LogEntry? {
    var entry = LogEntry(
      line: line, range: range(of: nil), call: nil, actor: nil, arguments: .positional([]), observations: [])
    var seen: Set<String> = []
    for member in members {
      guard seen.insert(member.name).inserted else {
        report(.unknownLogMember, "`\(member.name)` is there twice", member.name)
        continue
      }
      read(member, into: &entry)
    }
    if entry.call == nil, !seen.contains("call"), !seen.contains("observe") {
      report(
        .unknownLogMember, "this line has neither `call` nor `observe`", nil,
        help: "say what was called, or what was seen")
    }
    if entry.call == nil {
      for name in ["arguments", "result", "fails"] where seen.contains(name) && !seen.contains("call") {
        report(.unknownLogMember, "`\(name)` belongs to a call, and there is none", name)
      }
    }
    return diagnostics.isEmpty ? entry : nil
  }

  private mutating func read(_ member: JSON.Member, into entry: inout LogEntry) {
    switch member.name {
    case "call":
      entry.call = member.value.string
      if entry.call?.isEmpty != false { wrong(member, "the name of a call") }
    case "actor":
      entry.actor = LogValue(member.value)
      if entry.actor == nil { wrong(member, "a name or a number") }
    case "arguments": entry.arguments = arguments(member) ?? entry.arguments
    case "start":
      entry.start = time(member.value)
      if entry.start == nil { wrong(member, "a time, which is a number") }
    case "return":
      entry.end = time(member.value)
      if entry.end == nil { wrong(member, "a time, which is a number") }
    case "result":
      entry.result = LogValue(member.value)
      if entry.result == nil, member.value != .null { wrong(member, "a number, a boolean or a name") }
    case "fails":
      guard case .boolean(let mayFail) = member.value else { return wrong(member, "true or false") }
      entry.mayFail = mayFail
    case "observe":
      entry.observations = member.value.members ?? []
      if member.value.members == nil { wrong(member, "an object: names with what was seen") }
    case "note": break
    default:
      report(
        .unknownLogMember, "a line has no member `\(member.name)`", member.name,
        help: Suggestion.help(for: member.name, among: Self.known))
    }
  }

  private mutating func arguments(_ member: JSON.Member) -> LogEntry.Arguments? {
    func value(_ json: JSON) -> LogValue?? { json == .null ? .some(nil) : LogValue(json).map(Optional.some) }
    switch member.value {
    case .array(let elements):
      let values = elements.compactMap(value)
      if values.count == elements.count { return .positional(values) }
    case .object(let members):
      let values = members.compactMap { argument in
        value(argument.value).map { LogEntry.Named(name: argument.name, value: $0) }
      }
      if values.count == members.count { return .named(values) }
    case .null, .boolean, .integer, .real, .string: break
    }
    wrong(member, "an array, or an object with names, of numbers, booleans and names")
    return nil
  }

  private func time(_ json: JSON) -> LogTime? {
    switch json {
    case .integer(let value): .integer(value)
    case .real(let value): .real(value)
    case .null, .boolean, .string, .array, .object: nil
    }
  }

  private mutating func wrong(_ member: JSON.Member, _ wanted: String) {
    report(.invalidLogValue, "`\(member.name)` is \(wanted)", member.name)
  }

  private mutating func report(
    _ code: DiagnosticCode, _ message: String, _ name: String?, help: String? = nil
  ) {
    diagnostics.append(Diagnostic(.error, code, message, at: range(of: name), help: help))
  }

  /// Where a member's name stands, or the whole line.
  private func range(of name: String?) -> SourceRange {
    LogPlace.range(of: name, in: source, file: file, bounds)
  }
}
