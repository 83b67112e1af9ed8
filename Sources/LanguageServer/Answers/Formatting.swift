import Diagnostics
import Murphi
import OrderedJSON

/// The lines of a file where their blocks want them, as one change from the first line that differs to the last.
///
/// The editor's own width of an indentation does not count: a model looks the same everywhere.
enum Formatting {
  static func answer(_ subject: Subject) -> JSON {
    guard let text = MurphiFrontEnd.format(subject.source).value else { return .null }
    let (old, new) = (lines(of: String(decoding: subject.source.bytes, as: UTF8.self)), lines(of: text))
    guard old != new else { return .array([]) }
    let first = zip(old, new).prefix { $0 == $1 }.count
    let last = zip(old[first...].reversed(), new[first...].reversed()).prefix { $0 == $1 }.count
    let range = JSON.object([
      "start": TextPosition(line: first, column: 0).json,
      "end": TextPosition(line: old.count - last, column: 0).json,
    ])
    return .array([
      .object(["range": range, "newText": .string(new[first..<(new.count - last)].joined())])
    ])
  }

  /// Each with its end.
  private static func lines(of text: String) -> [Substring] {
    var (result, rest): ([Substring], Substring) = ([], text[...])
    while let end = rest.utf8.firstIndex(of: 10) {
      let next = rest.utf8.index(after: end)
      result.append(rest[..<next])
      rest = rest[next...]
    }
    return result + (rest.isEmpty ? [] : [rest])
  }
}
