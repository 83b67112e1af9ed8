package import Diagnostics

/// Where in the kernel a step happens, from a `--@ kernel FILE FUNCTION` annotation.
package struct KernelAnchor: Hashable, Encodable, Sendable {
  package var file: String
  package var function: String
  /// The function is one of patches that the model is about: no version of the kernel has it.
  package var isProposed: Bool

  package init(file: String, function: String, isProposed: Bool = false) {
    self.file = file
    self.function = function
    self.isProposed = isProposed
  }
}

extension TransitionSystem {
  /// What follows a function of the kernel, in the order of the text: functions of the model first.
  package var anchored: [(anchor: KernelAnchor, range: SourceRange)] {
    functions.compactMap { function in function.anchor.map { ($0, function.range) } }
      + (startStates + rules).compactMap { rule in rule.anchor.map { ($0, rule.range) } }
  }
}
