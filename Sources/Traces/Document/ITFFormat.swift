/// The names that our trace files use beside those of the Informal Trace Format; `docs/traces.md` explains them.
enum ITFFormat {
  static let description = "p2pcheck-trace"
  /// Raised with every change that an older reader would misunderstand.
  static let version = 1
  static let action = "mbt::actionTaken"
  static let picks = "mbt::nondetPicks"
}
