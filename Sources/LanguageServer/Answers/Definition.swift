import Diagnostics
import Murphi
import OrderedJSON

/// Where a name is declared, or the file that is included here.
enum Definition {
  static func answer(_ subject: Subject, normalised: (String) -> String) -> JSON {
    if let (entry, _) = subject.named { return subject.location(of: entry.range) }
    guard let position = subject.position,
      let match = subject.source.line(position.line + 1).firstMatch(of: /^\s*include\s+"([^"]*)"/)
    else { return .null }
    let folder = subject.source.name.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let path = normalised(
      match.1.hasPrefix("/") ? String(match.1) : (folder + [match.1]).joined(separator: "/"))
    guard let included = subject.sources.files.firstIndex(where: { $0.name == path }) else { return .null }
    return subject.location(of: SourceRange(file: FileID(included), start: 0, end: 0))
  }
}
