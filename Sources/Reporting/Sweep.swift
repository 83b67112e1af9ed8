package import Checking
package import Checks
import ModelIR

/// A check of one model with every combination of several constants' values.
package struct Sweep: Sendable {
  /// The values of the swept constants, in their order, and what came of them.
  package struct Combination: Sendable {
    package var values: [String]
    /// Never a sweep itself.
    package var entry: ReportEntry

    package init(values: [String], entry: ReportEntry) {
      self.values = values
      self.entry = entry
    }

    package var model: CheckedModel? {
      if case .checked(let model) = entry.outcome { model } else { nil }
    }
  }

  /// Those with more than one value, in the order of the file or the command line.
  package var constants: [ConstantValues]
  /// Those that were run, in order.
  package var combinations: [Combination]
  package var elapsed: Duration

  package init(constants: [ConstantValues], combinations: [Combination], elapsed: Duration) {
    self.constants = constants
    self.combinations = combinations
    self.elapsed = elapsed
  }

  /// The claims of all combinations by name, as the first one that has verdicts lists them.
  package var claims: [String] {
    combinations.lazy.compactMap(\.model).first.map { model in
      model.result.findings.map { $0.claim.name(in: model.system) }
    } ?? []
  }

  /// The finding of a claim in each combination that has verdicts.
  package func findings(of claim: String) -> [(combination: Combination, finding: CheckResult.Finding)] {
    combinations.compactMap { combination in
      guard let model = combination.model,
        let finding = model.result.findings.first(where: { $0.claim.name(in: model.system) == claim })
      else { return nil }
      return (combination, finding)
    }
  }

  /// What no combination ever exercised, and what is known to be exercised in one; nil if one has no verdicts.
  package var vacuity: Vacuity? {
    let models = combinations.compactMap(\.model)
    guard models.count == constants.reduce(1, { $0 * $1.values.count }) else { return nil }
    return Vacuity(merging: models.map(\.vacuity))
  }

  /// The patterns that say which combinations these are.
  package func patterns(of chosen: [Combination]) -> [SweepPattern] {
    SweepPattern.cover(Set(chosen.map(\.values)), of: combinations.map(\.values), constants: constants)
  }
}
