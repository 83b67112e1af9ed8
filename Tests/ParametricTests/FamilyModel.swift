import Foundation
import ModelIR
import TestSupport

/// A small model about a scalarset of any size; its folder says what becomes of it.
struct FamilyModel: Sendable, CustomStringConvertible {
  enum Outcome: String, CaseIterable {
    /// Every property is proved for every size.
    case proved
    /// Likewise, but it takes minutes.
    case slow
    /// Some properties are proved for every size, without others that are outside of the fragment.
    case partly
    /// Some properties are violated at the size at hand, others proved for every size.
    case beside
    /// It lies outside of the fragment.
    case refused
    /// It is in the fragment, but something is violated at some size.
    case open
  }

  let name: String
  let text: String

  var description: String { name }

  static func all(_ outcome: Outcome) -> [FamilyModel] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "Models/\(outcome.rawValue)")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".m") }.sorted().compactMap { name in
      guard let bytes = FileManager.default.contents(atPath: folder.appending(path: name).path) else {
        return nil
      }
      return FamilyModel(name: name, text: String(decoding: bytes, as: UTF8.self))
    }
  }

  func system() throws -> TransitionSystem { try Run.system(text, name: name) }

  /// The scalarset: the first type of the model.
  func typeName(in system: TransitionSystem) -> String {
    let scalarset = system.types.first { if case .scalarset = $0.shape { true } else { false } }
    return scalarset?.name ?? "p"
  }

  /// The claims of which nothing is proved.
  var open: [String] {
    text.firstMatch(of: /-- open: (.*)/).map { $0.1.split(separator: ",") }?.map {
      $0.trimmingCharacters(in: .whitespaces)
    } ?? []
  }

  /// A size at which something is violated.
  var violatedAt: Int? {
    text.firstMatch(of: /-- violated-at: (\d+)/).flatMap { Int($0.1) }
  }
}
