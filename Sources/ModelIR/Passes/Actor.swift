/// Who acts when a rule fires.
extension TransitionSystem {
  /// The most values of a range that is taken for a set of processes.
  private static var manyActors: Value { 64 }

  /// The index of the parameter that says which process a rule is a step of, nil if the step is the system's.
  ///
  /// It is the first scalarset, else the first enum, else the first short range; a place in a multiset is none.
  package func actor(of rule: Rule) -> Int? {
    func first(where isActor: (TypeShape) -> Bool) -> Int? {
      rule.parameters.firstIndex { parameter in
        guard case .declared(let type) = parameter.type, !isSlot(type) else { return false }
        return isActor(self[type].shape)
      }
    }
    return first { if case .scalarset = $0 { true } else { false } }
      ?? first { if case .enumeration = $0 { true } else { false } }
      ?? first { if case .integers(let low, let high) = $0 { high - low < Self.manyActors } else { false } }
  }

  private func isSlot(_ type: TypeID) -> Bool {
    types.contains { definition in
      if definition.isMultiset, case .array(type, _) = definition.shape { true } else { false }
    }
  }
}
