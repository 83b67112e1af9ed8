/// What is known of the actions' guards.
struct GuardRelations {
  /// By action and part of its guard: the actions that can make the part true.
  let enablers: [[Bits]]
  /// By action: the actions that can make a guard that holds false, or fail.
  let disablers: [Bits]
  /// By action: the cells that the guard reads.
  let reads: [Bits]
  /// By action: whether evaluating the guard can fail.
  let canFail: [Bool]
  /// By action: contents of single cells without which the guard does not hold.
  private let needed: [[Int: UInt64]]

  init(
    _ context: ReductionContext, _ found: ActionEffects, _ changes: TruthChanges, _ analysis: HazardAnalysis
  ) {
    let hazards = context.system.rules.map { rule in
      rule.guardCondition.map { HazardCollector(analysis, analysis.frame(of: rule)).hazards(of: $0).events }
        ?? []
    }
    var enablers: [[Bits]] = []
    var disablers: [Bits] = []
    var reads: [Bits] = []
    var needed: [[Int: UInt64]] = []
    for (action, parts) in found.guards.enumerated() {
      let evaluation = found.evaluations[action]
      var cells = Bits(below: context.cells.count)
      var leaving = Bits(below: found.actions.count)
      let events = hazards[found.rules[action].index]
      var own: [Int: UInt64] = [:]
      var makers: [Bits] = []
      for part in parts {
        let partReads = changes.reads(of: part, evaluation).reads
        cells.formUnion(partReads)
        leaving.formUnion(changes.makers(of: part, false, evaluation))
        if let (cell, contents) = changes.onlyCell(of: part, partReads, evaluation, true) {
          own[cell, default: Footprint.anything] &= contents
        }
        makers.append(changes.makers(of: part, true, evaluation))
      }
      let writers = changes.writers(of: cells)
      // What an assumption ends is false whatever its parts are.
      if events.contains(.drop) { makers = makers.map { _ in writers } }
      for part in makers.indices { makers[part].remove(action) }
      enablers.append(makers)
      reads.append(cells)
      disablers.append(events.isEmpty ? leaving : writers)
      needed.append(own)
    }
    self.enablers = enablers
    self.disablers = disablers
    self.reads = reads
    self.needed = needed
    canFail = found.rules.map { !hazards[$0.index].isEmpty }
  }

  /// Whether the guards of two actions may hold in the same state.
  func mayHoldTogether(_ first: Int, _ second: Int) -> Bool {
    needed[first].allSatisfy { cell, contents in
      needed[second][cell].map { $0 & contents != 0 } ?? true
    }
  }
}
