import Foundation

/// A file that could not be read or written: a clear sentence, exit code 74.
struct FileFailure: Error {
  var message: String

  init(_ message: String) { self.message = message }

  /// Why the last system call failed, in the system's words.
  static var systemReason: String { String(cString: unsafe strerror(errno)).lowercasedFirst }
}

extension String {
  /// The text with a lower-case first letter, to stand in the middle of a sentence.
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
