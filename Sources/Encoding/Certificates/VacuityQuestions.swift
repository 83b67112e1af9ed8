package import Checking
package import ModelIR

/// Which rules never fire, and which proved properties have a premise that is never true, as far as a certificate tells.
///
/// Whoever has the certificate finds the same, be it the engine that made it or somebody who checks it.
package struct VacuityQuestions {
  private let encoding: TransitionEncoding
  /// Holds in every reachable state.
  package let assumption: Term

  /// Without a certificate only the ranges of the types are known.
  package init(
    _ encoding: TransitionEncoding, _ certificate: Certificate?
  ) throws(UnsupportedConstruct) {
    self.encoding = encoding
    assumption =
      try certificate.map { certificate throws(UnsupportedConstruct) in
        try InductionQuestions(encoding, certificate).invariant
      } ?? encoding.ranges
  }

  /// Adds what is impossible to the statistics; `proved` are the properties that hold.
  package func answer(
    _ statistics: inout Statistics, proved: [PropertyID], isImpossible: (Term) -> Bool
  ) {
    let bank = encoding.bank
    for (index, rule) in encoding.rules.enumerated() {
      let id = RuleID(index)
      guard !statistics.rulesSeenFiring.contains(id), !statistics.rulesProvedSilent.contains(id) else {
        continue
      }
      if isImpossible(bank.or([rule.isEnabled] + rule.failures.map(\.condition))) {
        statistics.rulesProvedSilent.append(id)
      }
    }
    for id in proved where !statistics.propertiesProvedVacuous.contains(id) {
      guard let premise = premise(of: id) else { continue }
      if isImpossible(bank.or([premise.holds] + premise.failures.map(\.condition))) {
        statistics.propertiesProvedVacuous.append(id)
      }
    }
  }

  /// The condition without which the property says nothing.
  private func premise(of id: PropertyID) -> EncodedProperty? {
    var property = encoding.system[id]
    guard let premise = property.premise else { return nil }
    property.condition = premise
    return try? Encoder(extending: encoding).encode(condition: property, of: "premise\(id.index)")
  }
}
