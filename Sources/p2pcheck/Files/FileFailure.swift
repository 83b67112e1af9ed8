import Diagnostics

/// A file that could not be read or written: a clear sentence, exit code 74.
struct FileFailure: Error {
  var message: String

  init(_ message: String) { self.message = message.visible }
}
