import Diagnostics
import Foundation
package import Murphi

/// A check of `Models/checks.yml`, as far as another model checker can be asked about it.
package struct ShippedCheck: Sendable, CustomStringConvertible {
  package let id: String
  package let deadlock: String
  /// True if an invariant is expected to be violated, so that a search ends early.
  package let isBroken: Bool
  /// The model's path in the repository.
  package let model: String
  private let settings: [Setting]

  package var description: String { id }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// All of them, in the order of the file, as the command lists them.
  package static let all: [ShippedCheck] = {
    let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    guard let p2pcheck = ForeignTool(products.appending(path: "p2pcheck").path),
      let answer = try? p2pcheck.run(["checks", "--format", "json"], in: root),
      let list = try? JSONDecoder().decode(List.self, from: Data(answer.output.utf8))
    else { return [] }
    return list.checks.compactMap(ShippedCheck.init)
  }()

  /// What is read of `p2pcheck checks --format json`.
  private struct List: Decodable {
    struct Check: Decodable {
      var id: String
      var model: String
      var constants: [String: [String]]
      var engine: String
      var deadlock: String
      var properties: [Property]
    }

    struct Property: Decodable {
      var kind: String?
      var expected: [Expected]
    }

    struct Expected: Decodable {
      var verdict: String
    }

    var checks: [Check]
  }

  /// Nil for a sweep, which is many checks, and for numbers of full width, which are beyond every explorer.
  private init?(_ check: List.Check) {
    guard check.engine != "prove", check.constants.values.allSatisfy({ $0.count == 1 }) else { return nil }
    id = check.id
    model = check.model
    deadlock = check.deadlock
    isBroken = check.properties.contains { property in
      property.kind == "invariant" && property.expected.allSatisfy { $0.verdict == "violated" }
    }
    settings = check.constants.flatMap { name, values in values.map { Setting(name: name, value: $0) } }
      .sorted { $0.name < $1.name }
  }

  /// The model with the check's constants.
  package func compile() throws -> Compilation {
    func read(_ path: String) throws -> SourceFile {
      SourceFile(name: path, text: try String(contentsOfFile: path, encoding: .utf8))
    }
    return MurphiFrontEnd.compile(main: try read(Self.root.appending(path: model).path), settings: settings) {
      name, file in
      let folder = URL(fileURLWithPath: file.name).deletingLastPathComponent()
      return Result { try read(folder.appending(path: name).path) }
        .mapError { IncludeFailure(message: "\($0)") }
    }
  }
}
