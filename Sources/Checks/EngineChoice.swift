/// The words of `--engine`.
package enum EngineChoice: String, Hashable, Sendable, CaseIterable {
  /// The engine that suits the model.
  case auto
  /// Visits every reachable state.
  case explore
  /// Proves for all sizes at once, or finds violations, with Z3.
  case prove
}
