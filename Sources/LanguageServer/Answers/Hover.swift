import Diagnostics
import ModelIR
import Murphi
import OrderedJSON

/// What a name is: its declaration, what its types stand for, and the comment at it.
enum Hover {
  static func answer(_ subject: Subject) -> JSON {
    guard let (entry, range) = subject.named else { return .null }
    var parts = ["```murphi\n\(declaration(of: entry, subject))\n```"]
    let comment = DocComment.text(of: entry.range, in: subject.sources[entry.range.file])
    if !comment.isEmpty { parts.append(comment) }
    return .object([
      "contents": .object([
        "kind": .string("markdown"), "value": .string(parts.joined(separator: "\n\n")),
      ]),
      "range": range.json(in: subject.source),
    ])
  }

  private static func declaration(of entry: NameIndex.Entry, _ subject: Subject) -> String {
    let texts = TypeText(types: subject.compilation.types)
    let type = entry.type.map(texts.text) ?? "?"
    var lines: [String]
    switch entry.kind {
    case .constant: lines = ["const \(entry.name): \(entry.value.map { "\($0)" } ?? "?")"]
    case .member: return "\(entry.name): \(type)"
    case .type:
      guard case .declared(let id)? = entry.type else { return "type \(entry.name)" }
      return "type \(entry.name): \(texts.shape(of: id))"
    case .variable, .local: lines = ["var \(entry.name): \(type)"]
    case .parameter, .field, .alias: lines = ["\(entry.name): \(type)"]
    case .function: return subject.head(of: entry)
    }
    var seen: Set<TypeID> = []
    for id in entry.type.map(texts.names) ?? [] where seen.insert(id).inserted {
      lines.append("type \(texts.text(of: .declared(id))): \(texts.shape(of: id))")
    }
    return lines.joined(separator: "\n")
  }
}

extension Subject {
  /// A function up to its body, as it stands in the text.
  fileprivate func head(of function: NameIndex.Entry) -> String {
    let source = sources[function.range.file]
    let line = source.position(of: function.range.start).line
    let text = source.slice(source.start(ofLine: line)..<source.bytes.count)
    // The first semicolon outside of the parameters.
    var depth = 0
    for (place, character) in zip(text.indices, text) {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == ";", depth == 0 { return String(text[..<place]) }
    }
    return source.line(line)
  }
}
