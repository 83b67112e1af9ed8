package import Checking
package import Diagnostics

/// One check of a file of checks: a model, how to check it, and what is expected.
package struct Check: Sendable {
  /// A name as the model has it, made visible, with its place: for diagnostics about what only the model knows.
  package struct Named: Hashable, Sendable {
    package var name: String
    package var range: SourceRange
    /// The family that says it, of which not every model has the name; nil if the check does.
    package var family: String?
  }

  package struct Expected: Sendable {
    /// A verdict and the constants with which the property has it.
    package struct Case: Sendable {
      /// A constant on which the verdict depends, with values that it may have.
      package struct Condition: Sendable {
        package var constant: Named
        package var values: [String]
      }

      package var verdict: ExpectedVerdict
      /// Any of them; nil: whatever no other case mentions.
      package var patterns: [SweepPattern]?
      package var conditions: [Condition] = []

      package init(
        verdict: ExpectedVerdict, patterns: [SweepPattern]?, conditions: [Condition] = []
      ) {
        self.verdict = verdict
        self.patterns = patterns
        self.conditions = conditions
      }
    }

    package var property: Named
    package var cases: [Case]
    /// All that the cases say of constants, with its places.
    package var conditions: [Case.Condition] { cases.flatMap(\.conditions) }

    /// Nil if no case is about these constants.
    package func verdict(where value: (String) -> String?) -> ExpectedVerdict? {
      let mentioned = cases.first { $0.patterns?.contains { $0.matches(value) } == true }
      return (mentioned ?? cases.first { $0.patterns == nil })?.verdict
    }
  }

  package var identity = CheckIdentity(id: "", title: nil)
  /// The model's path: that of the file of checks, and the one written there relative to it.
  package var model = ""
  /// The latter alone.
  package var modelAsWritten = ""
  /// That whose expectations it has unless it says otherwise.
  package var family: String?
  /// Constants with their values; several make it a sweep.
  package var settings: [ConstantValues] = []
  package var engine = EngineChoice.auto
  /// The scalarset that properties are to be proved for every size of.
  package var anySize: String?
  package var deadlock = DeadlockMode.stuttering
  package var symmetry = true
  /// Whether steps that fail are meant to end their runs.
  package var failuresEndRuns = false
  package var maximumDepth: Int?
  package var memory: MemorySize?
  package var timeout: TimeSpan?
  package var jobs: Int?
  /// What is checked; everything if empty.
  package var properties: [Named] = []
  package var expected: [Expected] = []
  package var neverFires: [Named] = []
  /// Rules that fire although a family, or the model's needs, say otherwise.
  package var fires: [Named] = []
  package var vacuous: [Named] = []
  /// Properties that are not vacuous although a family, or the model's needs, say otherwise.
  package var meant: [Named] = []
  /// Its id in the file of checks.
  package var range: SourceRange?
  /// The file of checks, for diagnostics.
  package var sources = SourceMap()
}
