import Diagnostics
import Foundation
import Reporting

/// A file of checks and where it was found.
struct ChecksFile {
  static let standardPath = "Models/checks.yml"

  let checks: [Check]

  /// Finds `Models/checks.yml` in the current folder or one above it.
  static func find() throws(FileFailure) -> String {
    var prefix = ""
    var folder = URL(filePath: FileManager.default.currentDirectoryPath)
    while true {
      if FileManager.default.fileExists(atPath: folder.appending(path: standardPath).path) {
        return prefix + standardPath
      }
      let parent = folder.deletingLastPathComponent()
      guard parent.path != folder.path, folder.path != "/" else { break }
      folder = parent
      prefix += "../"
    }
    throw FileFailure(
      "there is no `\(standardPath)` here or in a folder above; name a model (`p2pcheck verify MODEL`) or write one"
    )
  }

  /// Reads it; nil if it is wrong, which has been shown then.
  static func load(_ path: String, ink: Ink) throws(FileFailure) -> ChecksFile? {
    let file = SourceFile(name: path, bytes: try FileReading.bytes(of: path, as: "file of checks"))
    var sources = SourceMap()
    let id = sources.add(file)
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    let parsed = ChecksParser.parse(file, id: id, folder: path.hasPrefix("/") ? "/" + folder : folder)
    DiagnosticOutput.show(parsed.diagnostics, in: sources, ink: ink)
    guard !parsed.hasErrors else { return nil }
    return ChecksFile(
      checks: parsed.value.map { check in
        var check = check
        check.sources = sources
        return check
      })
  }

  /// The checks with these ids, in the file's order; all if there are none.
  func checks(named ids: [String]) throws(UsageFailure) -> [Check] {
    let known = checks.map(\.identity.id)
    for id in ids where !known.contains(id) {
      let help = Suggestion.help(for: id, among: known).map { "; \($0)" } ?? ""
      throw UsageFailure("there is no check `\(id)`\(help)")
    }
    return ids.isEmpty ? checks : checks.filter { ids.contains($0.identity.id) }
  }
}
