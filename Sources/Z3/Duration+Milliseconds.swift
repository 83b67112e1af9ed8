/// Times as Z3 takes them.
extension Duration {
  /// At least one, for Z3 takes none for no limit.
  package var milliseconds: UInt32 { UInt32(max(1, min(self / .milliseconds(1), 1e9))) }
}
