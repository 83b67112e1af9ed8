package import ModelIR

/// A model that an editor wants to have checked, as its texts are now.
package struct ModelCheck: Sendable {
  package let id: Int
  /// The path of its main file.
  package let path: String
  package let system: TransitionSystem
}

/// What whoever runs the server is to do.
package enum CheckOrder: Sendable {
  case begin(ModelCheck)
  /// The check with this number is to end with what is known.
  case cancel(Int)
}

/// What came of a check, in words.
package struct CheckOutcome: Sendable {
  /// Of each property.
  package var verdicts: [PropertyID: String]
  /// What is said of the model as a whole.
  package var builtIn: String
  /// How many hold, and how many do not; or why nothing is known.
  package var summary: String

  package init(verdicts: [PropertyID: String], builtIn: String, summary: String) {
    self.verdicts = verdicts
    self.builtIn = builtIn
    self.summary = summary
  }
}
