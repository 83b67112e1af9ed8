/// A finding of a search on disk.
struct DiskFinding: WordedFinding, Hashable, Codable {
  /// Its state is worth nothing.
  var candidate: Candidate
  var words: [UInt64]
}
