import Foundation
import Reporting

/// Standard output and standard error; a reader that went away is not an error, a full disk is.
enum Console {
  static func print(_ lines: [String]) throws(FileFailure) {
    try print(lines.map { $0 + "\n" }.joined())
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
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
  }

  static func isTerminal(_ handle: FileHandle) -> Bool { isatty(handle.fileDescriptor) == 1 }
}
