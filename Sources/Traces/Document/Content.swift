package import ModelIR

/// The content of a variable as a reader sees it: a tree of named values, without the model's types.
package indirect enum Content: Hashable, Sendable {
  case undefined
  case boolean(Bool)
  case integer(Value)
  /// An enum member or an element of a scalarset.
  case symbol(String)
  case record([Field])
  case array([Element])

  package struct Field: Hashable, Sendable {
    package var name: String
    package var content: Content

    package init(name: String, content: Content) {
      self.name = name
      self.content = content
    }
  }

  package struct Element: Hashable, Sendable {
    package var index: Content
    package var content: Content

    package init(index: Content, content: Content) {
      self.index = index
      self.content = content
    }
  }

  package var isSimple: Bool {
    switch self {
    case .undefined, .boolean, .integer, .symbol: true
    case .record, .array: false
    }
  }

  /// True if no part of it is defined.
  package var isUndefined: Bool {
    switch self {
    case .undefined: true
    case .boolean, .integer, .symbol: false
    case .record(let fields): fields.allSatisfy(\.content.isUndefined)
    case .array(let elements): elements.allSatisfy(\.content.isUndefined)
    }
  }

  /// One line: `{at: IDLE, first: 0}`, `[0: true, 1: false]`, `[all: false]`.
  package var text: String {
    if isUndefined { return "undefined" }
    switch self {
    case .undefined: return "undefined"
    case .boolean(let value): return value ? "true" : "false"
    case .integer(let value): return "\(value)"
    case .symbol(let name): return name
    case .record(let fields):
      return "{" + fields.map { "\($0.name): \($0.content.text)" }.joined(separator: ", ") + "}"
    case .array(let elements):
      if elements.count > 1, let first = elements.first,
        elements.allSatisfy({ $0.content == first.content })
      {
        return "[all: \(first.content.text)]"
      }
      return "[" + elements.map { "\($0.index.text): \($0.content.text)" }.joined(separator: ", ") + "]"
    }
  }
}
