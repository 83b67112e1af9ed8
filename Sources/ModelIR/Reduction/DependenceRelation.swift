/// By action: what has to be in a stubborn set with it if its guard holds.
struct DependenceRelation {
  private(set) var rows: [Bits]

  init(
    _ found: ActionEffects, _ changes: TruthChanges, _ guards: GuardRelations, _ observations: Observations
  ) {
    let count = found.actions.count
    let cells = found.effects.first.map { Bits(below: $0.reads.words.count * 64) } ?? Bits(below: 0)
    var readers = Array(repeating: Bits(below: count), count: cells.words.count * 64)
    for (action, effect) in found.effects.enumerated() {
      for cell in effect.reads.elements { readers[cell].insert(action) }
    }
    rows = found.effects.enumerated().map { action, effect in
      var row = guards.disablers[action]
      row.formUnion(changes.writers(of: effect.reads))
      row.formUnion(changes.writers(of: effect.writes))
      for cell in effect.writes.elements { row.formUnion(readers[cell]) }
      return row
    }
    // One that may disable the other is not independent of it either.
    for (action, disablers) in guards.disablers.enumerated() {
      for other in disablers.elements { rows[other].insert(action) }
    }
    for action in rows.indices {
      for other in rows[action].elements where !guards.mayHoldTogether(action, other) {
        rows[action].remove(other)
      }
      rows[action].formUnion(observations.companions[action])
      rows[action].remove(action)
    }
  }
}
