import Crypto
import Diagnostics
import ModelIR

/// A model as it was read: all its files, and the transition system if it is right.
struct LoadedModel {
  /// Nil if there are errors.
  var system: TransitionSystem?
  var sources: SourceMap
  var diagnostics: [Diagnostic]
  /// `sha256:` and the digest of all its files, in order, in hexadecimal digits.
  var digest: String
  /// The flattened program as plain Murphi.
  var murphi: String
}
