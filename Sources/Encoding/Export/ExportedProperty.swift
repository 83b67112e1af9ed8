import ModelIR

/// What must not happen: a condition on one state, for any values of the further constants that it speaks of.
package struct ExportedProperty: Sendable {
  package let name: String
  package let bad: Term
  /// When a start state violates it while it is executed; nil if none does.
  ///
  /// It speaks of the start states' parameters only.
  package let badStart: Term?

  package init(name: String, bad: Term, badStart: Term? = nil) {
    self.name = name
    self.bad = bad
    self.badStart = badStart
  }
}

extension ExportedProperty {
  /// What a system claims: its invariants of every state, and that no start state, rule, property or assertion fails.
  package static func safety(of encoding: TransitionEncoding) -> [ExportedProperty] {
    let (bank, system) = (encoding.bank, encoding.system)
    let properties = encoding.properties.compactMap { $0 }
    let failures = (encoding.rules.map(\.failures) + properties.map(\.failures)).flatMap { $0 }
    let startFailures = encoding.starts.flatMap(\.failures)
    func failing(_ id: PropertyID?, _ name: String) -> ExportedProperty {
      func any(_ failures: [EncodedFailure]) -> Term {
        bank.or(failures.filter { $0.failure.property == id }.map(\.condition))
      }
      let badStart = any(startFailures)
      return ExportedProperty(name: name, bad: any(failures), badStart: badStart.isFalse ? nil : badStart)
    }
    var result: [ExportedProperty] = []
    for id in system.propertyIDs {
      switch system[id].kind {
      case .invariant:
        guard let property = encoding.properties[id.index] else { continue }
        let bad = bank.and(property.domain, bank.not(property.holds))
        result.append(ExportedProperty(name: system[id].name, bad: bad))
      case .assertion: result.append(failing(id, system[id].name))
      case .assumption, .cover, .liveness, .leadsTo: continue
      }
    }
    return result + [failing(nil, "no-runtime-error")]
  }
}
