import Diagnostics
import Murphi
import OrderedJSON

/// Where a name is used, in all models that have its declaration.
enum References {
  static func answer(_ subject: Subject, with declaration: Bool, _ workspace: inout Workspace) -> JSON {
    guard let (entry, _) = subject.named else { return .null }
    return .array(
      places(of: entry, subject, &workspace).filter { declaration || !$0.isDeclaration }.map {
        $0.range.location(in: $0.source)
      })
  }

  static func highlights(_ subject: Subject) -> JSON {
    guard let (entry, _) = subject.named else { return .null }
    return .array(
      ([entry.range] + entry.uses).filter { $0.file == subject.file }.map {
        .object(["range": $0.json(in: subject.source)])
      })
  }

  /// A name in a file.
  struct Place {
    let source: SourceFile
    let range: SourceRange
    let isDeclaration: Bool
  }

  /// A declaration and its uses, each once, whatever model it is found in.
  static func places(
    of entry: NameIndex.Entry, _ subject: Subject, _ workspace: inout Workspace
  ) -> [Place] {
    let home = subject.sources[entry.range.file].name
    var seen: Set<String> = []
    var places: [Place] = []
    for compilation in [subject.compilation] + workspace.compilations(including: home) {
      let sources = compilation.program.sourceMap
      for other in compilation.names.entries
      where other.range.start == entry.range.start && sources[other.range.file].name == home {
        for (index, range) in ([other.range] + other.uses).enumerated() {
          let source = sources[range.file]
          guard seen.insert("\(range.start) \(source.name)").inserted else { continue }
          places.append(Place(source: source, range: range, isDeclaration: index == 0))
        }
      }
    }
    return places
  }
}
