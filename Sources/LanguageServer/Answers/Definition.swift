import Diagnostics
import Murphi
import OrderedJSON

/// Where a name is declared, or the file that is included here.
enum Definition {
  static func answer(_ subject: Subject, _ files: any FileAccess) -> JSON {
    if let (entry, _) = subject.named { return subject.location(of: entry.range) }
    guard let position = subject.position,
      let match = subject.source.line(position.line + 1).firstMatch(of: /^\s*include\s+"([^"]*)"/)
    else { return .null }
    let path = files.path(String(match.1), includedIn: subject.source.name)
    guard let included = subject.sources.files.firstIndex(where: { $0.name == path }) else { return .null }
    return subject.location(of: SourceRange(file: FileID(included), start: 0, end: 0))
  }
}
