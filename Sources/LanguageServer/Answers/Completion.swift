import Diagnostics
import ModelIR
import Murphi
import OrderedJSON

/// What can be written at a place: names that are visible there, the language's words; behind a dot, fields.
enum Completion {
  static func answer(_ subject: Subject) -> JSON {
    guard let offset = subject.offset else { return .null }
    let before = subject.source.slice(0..<offset)
    let stem = before.dropLast(before.lastWord.count)
    if stem.hasSuffix("."), !stem.hasSuffix("..") {
      let fields = fields(behind: stem.dropLast(), subject).map { item($0.name, 5, $0.type) }
      return .array(fields.isEmpty ? names(of: stem.dropLast(), subject) : fields)
    }
    let parts = fields(ofValueAround: stem, subject).map { item($0.name, 5, $0.type) }
    let names = visible(at: offset, subject).map { item($0.name, kind($0.kind), detail(of: $0, subject)) }
    return .array(parts + names + MurphiFrontEnd.keywords.map { item($0, 14, nil) })
  }

  /// What can stand behind the name of an instance and a dot.
  private static func names(of text: Substring, _ subject: Subject) -> [JSON] {
    let name = text.lastWord
    guard subject.compilation.program.instances(in: subject.file).contains(name) else { return [] }
    return subject.compilation.names.entries.filter {
      $0.range.file != subject.file && $0.kind != .field && $0.name.hasPrefix(name + "_")
    }.map { item(String($0.name.dropFirst(name.count + 1)), kind($0.kind), detail(of: $0, subject)) }
  }

  private static func item(_ name: String, _ kind: Int, _ detail: String?) -> JSON {
    .object(["label": .string(name), "kind": .integer(kind), "detail": detail.map(JSON.string)])
  }

  private static func detail(of entry: NameIndex.Entry, _ subject: Subject) -> String? {
    if entry.kind == .constant { return entry.value.map { "\($0)" } }
    return entry.type.map(TypeText(types: subject.compilation.types).text)
  }

  /// Each name once, those of the rule or function around the place included.
  private static func visible(at offset: Int, _ subject: Subject) -> [NameIndex.Entry] {
    let scopes = Outline(subject.compilation.program).items.filter(\.isScope).map(\.range)
    var seen: Set<String> = []
    return subject.compilation.names.entries.reversed().filter { entry in
      guard entry.kind != .field, entry.range.file != subject.file || entry.range.end < offset else {
        return false
      }
      let scope = scopes.first {
        $0.file == entry.range.file && $0.start <= entry.range.start && entry.range.end <= $0.end
      }
      let isVisible = scope.map {
        entry.kind == .function || $0.file == subject.file && $0.start <= offset && offset <= $0.end
      }
      return isVisible != false && seen.insert(entry.name).inserted
    }
  }

  /// The fields of what `text` ends with.
  private static func fields(
    behind text: Substring, _ subject: Subject
  ) -> [(name: String, type: String)] {
    fields(of: type(behind: text, subject), subject)
  }

  private static func fields(of type: ValueType?, _ subject: Subject) -> [(name: String, type: String)] {
    let types = subject.compilation.types
    guard case .declared(let id)? = type, case .record(let fields) = types[id.index].shape else { return [] }
    return fields.map { ($0.name, TypeText(types: types).text(of: .declared($0.type))) }
  }

  /// The fields that can be named behind `text` if it ends within a record that is written out, where a part of it begins.
  private static func fields(
    ofValueAround text: Substring, _ subject: Subject
  ) -> [(name: String, type: String)] {
    let text = text.trimmed
    let changes = text.hasSuffix(" with")
    guard changes || text.hasSuffix("{") || text.hasSuffix(",") else { return [] }
    var depth = 0
    guard
      let brace = text.lastIndex(where: { character in
        if character == "}" { depth += 1 }
        if character == "{" { depth -= 1 }
        return depth < 0
      })
    else { return [] }
    let within = text[text.index(after: brace)...]
    if let word = within.firstRange(of: " with") {
      let base = within[..<word.lowerBound].trimmed
      if let type = type(behind: base, subject) { return fields(of: type, subject) }
    }
    var before = text[..<brace].trimmed
    let name = before.lastWord
    if let entry = subject.compilation.names.entries.last(where: { $0.name == name && $0.kind == .type }) {
      return fields(of: entry.type, subject)
    }
    guard let sign = [":=", "!=", "="].first(where: before.hasSuffix) else { return [] }
    before = before.dropLast(sign.count).trimmed
    return fields(of: type(behind: before, subject), subject)
  }

  /// The type of what `text` ends with: a name with indices and fields.
  private static func type(behind text: Substring, _ subject: Subject) -> ValueType? {
    var steps: [String?] = []
    var rest = text
    while true {
      while rest.last == "]" {
        var depth = 0
        repeat {
          guard let character = rest.popLast() else { return nil }
          if character == "]" { depth += 1 }
          if character == "[" { depth -= 1 }
        } while depth > 0
        steps.append(nil)
      }
      let name = rest.lastWord
      guard !name.isEmpty else { return nil }
      steps.append(name)
      rest = rest.dropLast(name.count)
      guard rest.last == "." else { break }
      rest = rest.dropLast()
    }
    guard let root = steps.popLast() ?? nil,
      var type = subject.compilation.names.entries.last(where: {
        $0.name == root && $0.kind != .type && $0.kind != .field
      })?.type
    else { return nil }
    let types = subject.compilation.types
    for step in steps.reversed() {
      guard case .declared(let id) = type else { return nil }
      switch (types[id.index].shape, step) {
      case (.array(_, let element), nil): type = .declared(element)
      case (.record(let fields), let name?):
        guard let field = fields.first(where: { $0.name == name }) else { return nil }
        type = .declared(field.type)
      default: return nil
      }
    }
    return type
  }

  /// `CompletionItemKind` of the protocol.
  private static func kind(_ kind: NameIndex.Kind) -> Int {
    switch kind {
    case .constant: 21
    case .type: 7
    case .variable, .parameter, .local, .alias: 6
    case .function: 3
    case .field: 5
    case .member: 20
    }
  }
}

extension Outline.Item {
  /// Whether names that are declared in it are known only there.
  fileprivate var isScope: Bool {
    switch kind {
    case .function, .startState, .rule, .ruleset, .property: true
    case .constant, .type, .variable: false
    }
  }
}

extension StringProtocol {
  /// The name that ends here, or as much of it as there is.
  fileprivate var lastWord: String {
    String(reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }.reversed())
  }
}

extension Substring {
  /// Without white space at its end.
  fileprivate var trimmed: Substring {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
