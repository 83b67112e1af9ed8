import Diagnostics
import OrderedJSON

/// The parts of a model's text that a trace refers to.
struct ModelExcerpts {
  /// A rule is shown up to the next empty line, but not more lines than these.
  private static let longest = 30

  private let sources: SourceMap?
  private var positions: [Place: Int] = [:]
  private(set) var list: [JSON] = []

  private struct Place: Hashable {
    var file: String
    var line: Int
  }

  /// Without sources there are no excerpts.
  init(_ sources: SourceMap?) { self.sources = sources }

  /// The position in the list of the lines around a rule's head; nil if its file is not at hand.
  mutating func position(of span: SourceSpan) -> Int? {
    let place = Place(file: span.file, line: span.line)
    if let known = positions[place] { return known }
    guard let file = sources?.files.first(where: { $0.name.visible == span.file }),
      (1...file.lineCount).contains(span.line)
    else {
      return nil
    }
    var first = span.line
    while first > 1, file.line(first - 1).drop(while: \.isWhitespace).hasPrefix("--") { first -= 1 }
    var last = span.line
    while last < file.lineCount, last - first + 1 < Self.longest,
      !file.line(last + 1).allSatisfy(\.isWhitespace)
    {
      last += 1
    }
    positions[place] = list.count
    list.append(
      .object([
        "first": .integer(first),
        "lines": .array((first...last).map { .string(file.line($0).visibleCharacters.joined()) }),
      ]))
    return list.count - 1
  }
}
