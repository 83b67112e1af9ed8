/// Where a search goes on once memory is full, and what identifies it there.
package struct DiskPlan: Sendable {
  package var folder: String
  /// The most bytes that files may take there; nil if there is no limit.
  package var limit: Int?
  /// Identifies model, claims and everything else that must be the same to go on, as `CheckpointPlan.digest`.
  package var digest: String
  /// See `CheckpointPlan.unreduced`.
  package var unreduced: [String] = []
  package var tuning = DiskTuning()

  package init(folder: String, limit: Int?, digest: String) {
    self.folder = folder
    self.limit = limit
    self.digest = digest
  }
}
