import Diagnostics
import Foundation
package import Murphi

/// A check of `Models/checks.yml`, as far as another model checker can be asked about it.
package struct ShippedCheck: Sendable, CustomStringConvertible {
  package let id: String
  package let deadlock: String
  /// True if an invariant is expected to be violated, so that a search ends early.
  package let isBroken: Bool
  /// The model's path in the folder of models.
  package let model: String
  private let settings: [Setting]

  package var description: String { id }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Models")

  /// All of them, in the order of the file.
  package static let all: [ShippedCheck] = {
    let file = folder.appending(path: "checks.yml")
    let text = FileManager.default.contents(atPath: file.path).map { String(decoding: $0, as: UTF8.self) }
    return (text ?? "").split(separator: "\n- ").dropFirst().compactMap { ShippedCheck("  " + $0) }
  }()

  /// Nil without an id and a model: the command's own parser says what is wrong.
  private init?(_ entry: String) {
    func value(_ key: String) -> Substring? {
      entry.split(separator: "\n").first { $0.hasPrefix("  \(key): ") }?.dropFirst(key.count + 4)
    }
    guard let id = value("id"), let model = value("model") else { return nil }
    // Numbers of full width are beyond every explorer.
    guard value("engine") != "prove" else { return nil }
    // A sweep is many checks.
    guard value("set")?.contains("[") != true else { return nil }
    self.id = String(id)
    self.model = String(model)
    deadlock = String(value("deadlock") ?? "stuttering")
    isBroken = entry.contains(/"[BPW]\d+ [^"]*": violated/)
    settings = (value("set") ?? "").matches(of: /(\w+): (\w+)/).map {
      Setting(name: String($0.1), value: String($0.2))
    }
  }

  /// The model with the check's constants.
  package func compile() throws -> Compilation {
    func read(_ path: String) throws -> SourceFile {
      SourceFile(name: path, text: try String(contentsOfFile: path, encoding: .utf8))
    }
    return MurphiFrontEnd.compile(main: try read(Self.folder.appending(path: model).path), settings: settings)
    { name, file in
      let folder = URL(fileURLWithPath: file.name).deletingLastPathComponent()
      return Result { try read(folder.appending(path: name).path) }
        .mapError { IncludeFailure(message: "\($0)") }
    }
  }
}
