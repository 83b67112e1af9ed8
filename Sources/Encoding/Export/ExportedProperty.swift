import ModelIR

/// What must not happen: a condition on one state, for any values of the further constants that it speaks of.
package struct ExportedProperty: Sendable {
  package let name: String
  package let bad: Term

  package init(name: String, bad: Term) {
    self.name = name
    self.bad = bad
  }
}

extension ExportedProperty {
  /// What a system claims of every state: its invariants, and that no rule, property or assertion fails there.
  ///
  /// Start states that fail while they are executed are not part of it: they lead to no state.
  package static func safety(of encoding: TransitionEncoding) -> [ExportedProperty] {
    let (bank, system) = (encoding.bank, encoding.system)
    let properties = encoding.properties.compactMap { $0 }
    let failures = (encoding.rules.map(\.failures) + properties.map(\.failures)).flatMap { $0 }
    var result: [ExportedProperty] = []
    for id in system.propertyIDs {
      switch system[id].kind {
      case .invariant:
        guard let property = encoding.properties[id.index] else { continue }
        let bad = bank.and(property.domain, bank.not(property.holds))
        result.append(ExportedProperty(name: system[id].name, bad: bad))
      case .assertion:
        let bad = bank.or(failures.filter { $0.failure.property == id }.map(\.condition))
        result.append(ExportedProperty(name: system[id].name, bad: bad))
      case .assumption, .cover, .liveness: continue
      }
    }
    let bad = bank.or(failures.filter { $0.failure.property == nil }.map(\.condition))
    return result + [ExportedProperty(name: "no-runtime-error", bad: bad)]
  }
}
