package import ModelIR

/// What is known of a log and a model.
package struct ConformanceAnswer: Sendable {
  package enum Outcome: Sendable {
    /// The model has a run that does all of it; in that run nothing fails.
    case explained([Firing])
    /// No run of the model does it up to the end of this entry.
    case notExplained(Mismatch)
    /// And why.
    case unknown(reason: String)
  }

  /// Where a log leaves the model.
  package struct Mismatch: Sendable {
    package var entry: LogEntry
    /// What the model could have done instead, in a few words each.
    package var possible: [String]
    /// How the possibilities are to be read.
    package var stage: Stage
    /// Steps of the model failed on the way: what would come after them is unknown.
    package var failures: UInt64

    package enum Stage: String, Sendable {
      /// The call cannot begin; other calls could.
      case begins
      /// The call begins and ends in another way, or not at all.
      case returns
      /// The call is over, and something else is to be seen.
      case observes
    }
  }

  package var outcome: Outcome
  /// Entries of the log, and those that are explained, in the order in which they were over.
  package var entries: Int
  package var explained: Int
  /// The most configurations that were possible at once.
  package var largestFrontier: Int
  /// States that were expanded.
  package var expansions: Int
  /// "compiled" or "interpreted".
  package var successor: String
  package var notes: [String]

  /// What is known of a search that was left behind.
  package init(unknown reason: String, entries: Int, explained: Int) {
    self.init(
      outcome: .unknown(reason: reason), entries: entries, explained: explained, largestFrontier: 0,
      expansions: 0, successor: "", notes: [])
  }

  init(
    outcome: Outcome, entries: Int, explained: Int, largestFrontier: Int, expansions: Int, successor: String,
    notes: [String]
  ) {
    self.outcome = outcome
    self.entries = entries
    self.explained = explained
    self.largestFrontier = largestFrontier
    self.expansions = expansions
    self.successor = successor
    self.notes = notes
  }
}
