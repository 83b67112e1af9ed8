import Foundation

/// Why something failed, in the system's words: `permission denied`, `no space left on device`.
enum SystemReason {
  static func text(of error: any Error) -> String {
    if let code = code(of: error) { return text(of: code) }
    return lowercasedFirst(error.localizedDescription)
  }

  /// The words for an error number.
  static func text(of code: Int32) -> String { lowercasedFirst(unsafe String(cString: strerror(code))) }

  /// The number of the system's error beneath one of Foundation's.
  static func code(of error: any Error) -> Int32? {
    let error = error as NSError
    // Foundation does not always say what is beneath it.
    if error.domain == NSCocoaErrorDomain, error.code == CocoaError.fileNoSuchFile.rawValue { return ENOENT }
    let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    return underlying.domain == NSPOSIXErrorDomain ? Int32(underlying.code) : nil
  }

  private static func lowercasedFirst(_ text: String) -> String {
    text.prefix(1).lowercased() + text.dropFirst()
  }
}
