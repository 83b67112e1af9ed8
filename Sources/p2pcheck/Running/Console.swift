import Checking
import Diagnostics
import Foundation
import Reporting

/// Standard output and standard error; a reader that went away is not an error, a full disk is.
enum Console {
  /// What stands in them starts no command where the log of a build is read.
  static func print(_ lines: [String]) throws(FileFailure) {
    try print(lines.map { withoutLogCommands($0) + "\n" }.joined())
  }

  /// For GitHub Actions, which obeys them.
  static func print(logCommands: [String]) throws(FileFailure) {
    try print(logCommands.map { $0 + "\n" }.joined())
  }

  static func print(_ text: String) throws(FileFailure) {
    try print(Data(text.utf8))
  }

  static func print(_ data: Data) throws(FileFailure) {
    do {
      try FileHandle.standardOutput.write(contentsOf: data)
    } catch {
      if SystemReason.code(of: error) == EPIPE { return }
      throw FileFailure("cannot write to standard output: \(SystemReason.text(of: error))")
    }
  }

  /// Messages to the user; if they cannot be written there is nobody to tell.
  static func warn(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((withoutLogCommands(text) + "\n").utf8))
  }

  static func warn(_ failure: EngineFailure) {
    warn("\(failure.kind == .disagreement ? "internal error" : "error"): \(failure.message)")
  }

  private static func withoutLogCommands(_ text: String) -> String {
    guard text.contains("::") else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(\.visibleAtLineStart)
      .joined(separator: "\n")
  }

  static func isTerminal(_ handle: FileHandle) -> Bool { isatty(handle.fileDescriptor) == 1 }
}
