import Checking
import Diagnostics
import Reporting

/// One check of a file of checks: a model, how to check it, and what is expected.
struct Check {
  /// A name as the model has it, made visible, with its place: for diagnostics about what only the model knows.
  struct Named: Hashable {
    var name: String
    var range: SourceRange
    /// The family that says it, of which not every model has the name; nil if the check does.
    var family: String?
  }

  struct Expected {
    /// A verdict and the constants with which the property has it.
    struct Case {
      /// A constant on which the verdict depends, with values that it may have.
      struct Condition {
        var constant: Named
        var values: [String]
      }

      var verdict: ExpectedVerdict
      /// Any of them; nil: whatever no other case mentions.
      var patterns: [SweepPattern]?
      var conditions: [Condition] = []
    }

    var property: Named
    var cases: [Case]
    /// All that the cases say of constants, with its places.
    var conditions: [Case.Condition] { cases.flatMap(\.conditions) }

    /// Nil if no case is about these constants.
    func verdict(where value: (String) -> String?) -> ExpectedVerdict? {
      let mentioned = cases.first { $0.patterns?.contains { $0.matches(value) } == true }
      return (mentioned ?? cases.first { $0.patterns == nil })?.verdict
    }
  }

  var identity = CheckIdentity(id: "", title: nil)
  /// The model's path: that of the file of checks, and the one written there relative to it.
  var model = ""
  /// The latter alone.
  var modelAsWritten = ""
  /// That whose expectations it has unless it says otherwise.
  var family: String?
  /// Constants with their values; several make it a sweep.
  var settings: [ConstantValues] = []
  var engine = EngineChoice.auto
  var deadlock = DeadlockMode.stuttering
  var symmetry = true
  /// Whether steps that fail are meant to end their runs.
  var failuresEndRuns = false
  var maximumDepth: Int?
  var memory: MemorySize?
  var timeout: TimeSpan?
  var jobs: Int?
  /// What is checked; everything if empty.
  var properties: [Named] = []
  var expected: [Expected] = []
  var neverFires: [Named] = []
  /// Rules that fire although a family, or the model's needs, say otherwise.
  var fires: [Named] = []
  var vacuous: [Named] = []
  /// Properties that are not vacuous although a family, or the model's needs, say otherwise.
  var meant: [Named] = []
  /// Its id in the file of checks.
  var range: SourceRange?
  /// The file of checks, for diagnostics.
  var sources = SourceMap()
}
