import Foundation

/// A small model with its outcome written in the comments on top; its folder says which kind of outcome.
package struct CorpusModel: Sendable, CustomStringConvertible {
  package enum Outcome: String, Sendable, CaseIterable {
    case holds, violated, unknown, rejected
  }

  package let outcome: Outcome
  package let path: String
  package let text: String

  package var description: String { "\(outcome.rawValue)/\(URL(fileURLWithPath: path).lastPathComponent)" }

  /// Every model of `Tests/EndToEndTests/Corpus`, by name.
  package static let all: [CorpusModel] = Outcome.allCases.flatMap { outcome -> [CorpusModel] in
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "EndToEndTests/Corpus/\(outcome.rawValue)")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".m") }.sorted().compactMap { name -> CorpusModel? in
      let path = folder.appending(path: name).path
      guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
      return CorpusModel(outcome: outcome, path: path, text: String(decoding: bytes, as: UTF8.self))
    }
  }

  // MARK: - What the comments say

  /// The words after `-- key:` on every line that begins so.
  package func notes(_ key: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      guard line.hasPrefix("-- \(key): ") else { return nil }
      return String(line.dropFirst(key.utf8.count + 5))
    }
  }

  /// Property names and the word of the verdict each must have.
  package var expectations: [(property: String, word: String)] {
    notes("expect").compactMap { note in
      guard let split = note.lastIndex(of: "=") else { return nil }
      return (String(note[..<split]), String(note[note.index(after: split)...]))
    }
  }

  package var states: UInt64? { notes("states").first.flatMap { UInt64($0) } }
  package var firings: UInt64? { notes("firings").first.flatMap { UInt64($0) } }
  package var failedSteps: UInt64? { notes("failed-steps").first.flatMap { UInt64($0) } }
  package var deadlock: String { notes("deadlock").first ?? "stuttering" }
  package var maximumDepth: Int? { notes("max-depth").first.flatMap { Int($0) } }
  package var diagnosticCodes: [String] { notes("expect-code") }

  /// False if no rumur can be asked; the model says why.
  package var suitsRumur: Bool { notes("rumur").isEmpty }
  /// False if Debian's rumur cannot be asked; the model says why.
  package var suitsDebianRumur: Bool { suitsRumur && notes("rumur-debian").isEmpty }
}
