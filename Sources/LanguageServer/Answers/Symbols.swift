import Diagnostics
import Murphi
import OrderedJSON

/// What stands in a file, as a list and as what can be folded.
enum Symbols {
  static func answer(_ subject: Subject) -> JSON {
    .array(items(subject).map { json(of: $0, in: subject.source) })
  }

  static func folds(_ subject: Subject) -> JSON {
    func all(_ items: [Outline.Item]) -> [Outline.Item] { items.flatMap { [$0] + all($0.children) } }
    return .array(
      all(items(subject)).compactMap { item in
        let first = TextPosition(of: item.range.start, in: subject.source).line
        let last = TextPosition(of: item.range.end, in: subject.source).line
        guard first < last else { return nil }
        return .object(["startLine": .integer(first), "endLine": .integer(last)])
      })
  }

  private static func items(_ subject: Subject) -> [Outline.Item] {
    Outline(subject.compilation.program).items.filter { $0.range.file == subject.file }
  }

  private static func json(of item: Outline.Item, in source: SourceFile) -> JSON {
    .object([
      "name": .string(item.name.isEmpty ? "?" : item.name), "detail": detail(item.kind).map(JSON.string),
      "kind": .integer(kind(item.kind)), "range": item.range.union(item.selection).json(in: source),
      "selectionRange": item.selection.json(in: source),
      "children": item.children.isEmpty ? nil : .array(item.children.map { json(of: $0, in: source) }),
    ])
  }

  private static func detail(_ kind: Outline.Kind) -> String? {
    switch kind {
    case .property(let category): category
    case .startState: "startstate"
    case .rule: "rule"
    case .constant, .type, .variable, .function, .ruleset: nil
    }
  }

  /// `SymbolKind` of the protocol.
  private static func kind(_ kind: Outline.Kind) -> Int {
    switch kind {
    case .constant: 14
    case .type: 5
    case .variable: 13
    case .function: 12
    case .startState: 9
    case .rule: 24
    case .ruleset: 3
    case .property: 7
    }
  }
}
