import CZ3

/// The library itself, which is loaded when it is first needed: who only explores can do without.
package enum Z3Library {
  /// Why it cannot be used, in a sentence that says what to do; nil if it can.
  package static let problem: String? = {
    guard let reason = unsafe cz3_problem() else { return nil }
    return "proofs need Z3's library, 4.8.12 or later (\(unsafe String(cString: reason))); "
      + "install it, on Debian and Ubuntu as libz3-4, on Fedora as z3-libs, or use `--engine explore`"
  }()
}
