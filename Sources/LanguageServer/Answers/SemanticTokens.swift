import Diagnostics
import Murphi
import OrderedJSON

/// What each name of a file is, for its colour; words and comments an editor's own grammar knows.
enum SemanticTokens {
  static let legend = ["type", "variable", "parameter", "function", "property", "enumMember"]
  static let declaration = "declaration"

  static func answer(_ subject: Subject) -> JSON {
    var tokens: [(place: TextPosition, length: Int, type: Int, isDeclaration: Bool)] = []
    for entry in subject.compilation.names.entries {
      for range in [entry.range] + entry.uses where range.file == subject.file {
        tokens.append(
          (
            TextPosition(of: range.start, in: subject.source), range.end - range.start, type(entry.kind),
            range == entry.range
          ))
      }
    }
    tokens.sort { $0.place < $1.place }
    var last = TextPosition(line: 0, column: 0)
    var data: [JSON] = []
    for token in tokens {
      let column = token.place.line == last.line ? token.place.column - last.column : token.place.column
      data += [token.place.line - last.line, column, token.length, token.type, token.isDeclaration ? 1 : 0]
        .map(JSON.integer)
      last = token.place
    }
    return .object(["data": .array(data)])
  }

  private static func type(_ kind: NameIndex.Kind) -> Int {
    switch kind {
    case .type: 0
    case .variable, .local, .alias: 1
    case .parameter: 2
    case .function: 3
    case .field: 4
    case .constant, .member: 5
    }
  }
}
