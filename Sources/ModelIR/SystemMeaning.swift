package import Diagnostics
package import Foundation

extension TransitionSystem {
  /// All of the system as bytes: the same for two systems that differ only in layout, comments and order of files, and
  /// for no others.
  ///
  /// The compiler writes what encodes the types of the representation, so that nothing new is forgotten.
  package var meaning: Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    do {
      return try encoder.encode(self)
    } catch {
      preconditionFailure("plain data can be encoded: \(error)")
    }
  }
}

/// Where something stands is not what it means: a range is encoded as nothing.
extension SourceRange: Encodable {
  package func encode(to encoder: any Encoder) {}
}
