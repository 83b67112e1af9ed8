import Checking
import Diagnostics
import ModelIR
import Reporting

/// One check of a file of checks: a model, how to check it, and what is expected.
struct Check {
  /// A name as the model has it, made visible, with its place: for diagnostics about what only the model knows.
  struct Named: Hashable {
    var name: String
    var range: SourceRange
  }

  struct Expected {
    /// A verdict and the combinations of a sweep that have it.
    struct Case {
      var verdict: ExpectedVerdict
      /// Any of them; nil: those that no other case mentions.
      var patterns: [SweepPattern]?
    }

    var property: Named
    var cases: [Case]

    /// Nil if it should hold.
    func verdict(for combination: [ConstantSetting]) -> ExpectedVerdict? {
      func value(_ name: String) -> String? { combination.first { $0.name == name }?.value }
      let mentioned = cases.first { $0.patterns?.contains { $0.matches(value) } == true }
      return (mentioned ?? cases.first { $0.patterns == nil })?.verdict
    }
  }

  var identity: CheckIdentity
  /// The model's path: that of the file of checks, and the one written there relative to it.
  var model: String
  /// The latter alone.
  var modelAsWritten: String
  /// Constants with their values; several make it a sweep.
  var settings: [ConstantValues] = []
  var engine = EngineChoice.auto
  var deadlock = DeadlockMode.stuttering
  var symmetry = true
  var maximumDepth: Int?
  var memory: MemorySize?
  var timeout: TimeSpan?
  var jobs: Int?
  /// What is checked; everything if empty.
  var properties: [Named] = []
  var expected: [Expected] = []
  var neverFires: [Named] = []
  var vacuous: [Named] = []
  /// Its id in the file of checks.
  var range: SourceRange?
  /// The file of checks, for diagnostics.
  var sources = SourceMap()

  /// Looks up the names in the model; names that it does not have are diagnostics.
  func expectations(
    in system: TransitionSystem, combination: [ConstantSetting]
  ) -> Parsed<Expectations> {
    var parsed = Parsed(Expectations(isComplete: true))
    let claims = system.claims(deadlock: deadlock)
    for expected in expected {
      let named = claims.filter { $0.name(in: system) == expected.property.name }
      let verdict = expected.verdict(for: combination)
      for claim in named { parsed.value.verdicts[claim] = verdict }
      if named.isEmpty {
        parsed.diagnostics.append(
          .unknownProperty(expected.property, candidates: claims.map { $0.name(in: system) }))
      }
    }
    for expected in expected
    where !properties.isEmpty && !properties.contains(where: { $0.name == expected.property.name }) {
      parsed.diagnostics.append(.uncheckedProperty(expected.property))
    }
    for property in properties where !claims.contains(where: { $0.name(in: system) == property.name }) {
      parsed.diagnostics.append(.unknownProperty(property, candidates: claims.map { $0.name(in: system) }))
    }
    for name in vacuous {
      let named = system.propertyIDs.filter { system[$0].name == name.name }
      parsed.value.vacuous.formUnion(named)
      if named.isEmpty {
        parsed.diagnostics.append(.unknownProperty(name, candidates: system.properties.map(\.name)))
      }
    }
    for name in neverFires {
      let named = system.ruleIDs.filter { system[$0].name == name.name }
      parsed.value.neverFired.formUnion(named)
      if named.isEmpty {
        parsed.diagnostics.append(.unknownRule(name, candidates: system.rules.map(\.name)))
      }
    }
    return parsed
  }
}

extension Diagnostic {
  fileprivate static func unknownProperty(_ name: Check.Named, candidates: [String]) -> Diagnostic {
    Diagnostic(
      .error, .unknownProperty, "the model has no property `\(name.name)`", at: name.range,
      help: Suggestion.help(for: name.name, among: candidates))
  }

  fileprivate static func uncheckedProperty(_ name: Check.Named) -> Diagnostic {
    Diagnostic(
      .error, .unknownProperty, "`\(name.name)` is not among the properties to check", at: name.range)
  }

  fileprivate static func unknownRule(_ name: Check.Named, candidates: [String]) -> Diagnostic {
    Diagnostic(
      .error, .unknownRule, "the model has no rule `\(name.name)`", at: name.range,
      help: Suggestion.help(for: name.name, among: candidates))
  }
}
