import Diagnostics
import Murphi
import OrderedJSON

/// Another name for a declaration and all of its uses.
enum Renaming {
  static func preparation(_ subject: Subject) -> JSON {
    guard let (entry, range) = subject.named else { return .null }
    return .object(["range": range.json(in: subject.source), "placeholder": .string(entry.name)])
  }

  static func answer(
    _ subject: Subject, to name: String, _ workspace: inout Workspace
  ) throws(RequestFailure) -> JSON {
    guard let (entry, _) = subject.named else { throw RequestFailure(.failed, "there is no name here") }
    guard name.wholeMatch(of: /[A-Za-z][A-Za-z0-9_]*/) != nil, !MurphiFrontEnd.isKeyword(name) else {
      throw RequestFailure(.failed, "`\(name.visible)` cannot be a name")
    }
    let home = subject.sources[entry.range.file].name
    // Whether one name would hide another is not looked at; that there is another is enough.
    for compilation in [subject.compilation] + workspace.compilations(including: home) {
      if compilation.names.entries.contains(where: { $0.name == name }) {
        throw RequestFailure(.failed, "`\(name)` is declared already")
      }
    }
    var edits: [String: [JSON]] = [:]
    for place in References.places(of: entry, subject, &workspace) {
      edits[place.source.name, default: []].append(
        .object(["range": place.range.json(in: place.source), "newText": .string(name)]))
    }
    return .object([
      "changes": .object(
        edits.sorted { $0.key < $1.key }.map { JSON.Member(DocumentPath.uri(of: $0.key), .array($0.value)) })
    ])
  }
}
