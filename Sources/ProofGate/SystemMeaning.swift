package import Foundation
package import ModelIR

/// All of a system as bytes: the same for two systems that differ only in layout, comments and order of files, and for
/// no others.
///
/// The compiler writes what encodes the types of the representation, so that nothing new is forgotten.
package enum SystemMeaning {
  package static func bytes(of system: TransitionSystem) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    do {
      return try encoder.encode(system)
    } catch {
      preconditionFailure("plain data can be encoded: \(error)")
    }
  }
}
