import Digests
import Foundation
import Processes

/// What a command for a solver stands for today, so that another program in its place is asked again.
///
/// The content of every file that the command names counts, and of the interpreters of those that are scripts; what such a
/// script reads by itself is not known.
enum SolverIdentity {
  /// Nil if there is no such program.
  static func text(of command: [String]) -> String? {
    guard let program = command.first, let path = ProgramFile.path(of: program) else { return nil }
    let files = [path] + command.dropFirst().filter(ProgramFile.isFile)
    return (command + digests(of: files, depth: 0)).joined(separator: " ")
  }

  /// Interpreters that are scripts themselves are not followed for ever.
  private static let deepest = 4

  private static func digests(of files: [String], depth: Int) -> [String] {
    files.flatMap { file -> [String] in
      guard let content = try? Data(contentsOf: URL(filePath: file), options: .mappedIfSafe) else {
        return []
      }
      let interpreters = depth < deepest ? Self.interpreters(of: content) : []
      return [SHA256.hash(data: content).text] + digests(of: interpreters, depth: depth + 1)
    }
  }

  /// What the first line of a script names: `#!/usr/bin/env python3` two programs.
  private static func interpreters(of content: Data) -> [String] {
    guard content.starts(with: "#!".utf8) else { return [] }
    let line = content.dropFirst(2).prefix { $0 != UInt8(ascii: "\n") }
    return String(decoding: line.prefix(4096), as: UTF8.self).split(separator: " ").compactMap {
      ProgramFile.path(of: String($0))
    }
  }
}
