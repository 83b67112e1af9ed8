import Diagnostics
import Murphi
import OrderedJSON

/// Another name for a declaration and all of its uses.
enum Renaming {
  static func preparation(_ subject: Subject) -> JSON {
    guard let (entry, range) = subject.named else { return .null }
    let name = subject.declaredText(of: entry)
    return .object([
      "range": ending(with: name, range).json(in: subject.source), "placeholder": .string(name),
    ])
  }

  static func answer(
    _ subject: Subject, to name: String, _ workspace: inout Workspace
  ) throws(RequestFailure) -> JSON {
    guard let (entry, _) = subject.named else { throw RequestFailure(.failed, "there is no name here") }
    guard name.wholeMatch(of: /[A-Za-z][A-Za-z0-9_]*/) != nil, !MurphiFrontEnd.isKeyword(name) else {
      throw RequestFailure(.failed, "`\(name.visible)` cannot be a name")
    }
    let home = subject.sources[entry.range.file].name
    let old = subject.declaredText(of: entry)
    // Of an instance, with what stands before it.
    let others = [name, entry.name.dropLast(old.count) + name]
    // Whether one name would hide another is not looked at; that there is another is enough.
    for compilation in [subject.compilation] + workspace.compilations(including: home) {
      if compilation.names.entries.contains(where: { others.contains($0.name) }) {
        throw RequestFailure(.failed, "`\(name)` is declared already")
      }
    }
    var edits: [String: [JSON]] = [:]
    for place in References.places(of: entry, subject, &workspace) {
      edits[place.source.name, default: []].append(
        .object([
          "range": ending(with: old, place.range).json(in: place.source), "newText": .string(name),
        ]))
    }
    return .object([
      "changes": .object(
        edits.sorted { $0.key < $1.key }.map { JSON.Member(DocumentPath.uri(of: $0.key), .array($0.value)) })
    ])
  }

  /// The part of a name that its declaration has: of `left.owner` and `left_owner` the end.
  private static func ending(with name: String, _ range: SourceRange) -> SourceRange {
    SourceRange(file: range.file, start: max(range.start, range.end - name.utf8.count), end: range.end)
  }
}

extension Subject {
  /// How a name is written where it is declared, without what an instance puts before it.
  fileprivate func declaredText(of entry: NameIndex.Entry) -> String { sources.text(of: entry.range) }
}
