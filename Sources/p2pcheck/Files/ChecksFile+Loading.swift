import Checks
import Diagnostics
import Foundation
import ModelIR
import Reporting
import Wording

/// How files of checks are found and read.
extension ChecksFile {
  static let standardPath = "Models/checks.yml"

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
    var checksFile = parsed.value
    let diagnostics = parsed.hasErrors ? parsed.diagnostics : parsed.diagnostics + checksFile.unknownNames()
    DiagnosticOutput.show(diagnostics, in: sources, ink: ink)
    guard !diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    for index in checksFile.checks.indices { checksFile.checks[index].sources = sources }
    return checksFile
  }

  /// What families say of names that none of their models has; nothing of a family with a model that is wrong.
  private func unknownNames() -> [Diagnostic] {
    var systems: [String: TransitionSystem?] = [:]
    func system(_ path: String) -> TransitionSystem? {
      if let known = systems[path] { return known }
      let system = try? ModelLoader.load(path, settings: []).system
      systems[path] = system
      return system
    }
    return families.flatMap { family in
      let models = Set(checks(of: family).map(\.model)).sorted().map(system)
      let right = models.compactMap { $0 }
      return right.count == models.count ? family.unknownNames(in: right) : []
    }
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
