package import ModelIR

/// A model that an editor wants to have checked, as its texts are now.
package struct ModelCheck: Sendable {
  package let id: Int
  /// The path of its main file.
  package let path: String
  package let system: TransitionSystem
}
