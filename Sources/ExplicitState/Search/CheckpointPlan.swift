/// Where a search saves itself, and where it goes on from.
package struct CheckpointPlan: Sendable {
  /// The folder to save to; nil to save nothing.
  package var folder: String?
  /// The folder of the search to continue; nil to start anew.
  package var resumed: String?
  /// Identifies model, claims and everything else that must be the same to go on.
  package var digest: String
  /// The scalarsets that the search does without, by name, because one state of each orbit was not enough.
  package var unreduced: [String] = []
  /// The least time between two saves; the last one, when the search is cut short, is made in any case.
  package var interval: Duration

  package init(folder: String?, resumed: String?, digest: String, interval: Duration = .seconds(600)) {
    self.folder = folder
    self.resumed = resumed
    self.digest = digest
    self.interval = interval
  }
}
