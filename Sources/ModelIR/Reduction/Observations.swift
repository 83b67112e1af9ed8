/// What is looked for in states, and which actions bring it about or undo it.
///
/// An action that is put before the others of a run must not undo what the run leads to; a stubborn set that has such an
/// action has one of the run as well (`StubbornSets`). What is looked for is taken apart: of a conjunction that is to be
/// false, one part is.
struct Observations {
  /// By action: those that can bring something about that it may undo.
  private(set) var companions: [Bits]

  private let context: ReductionContext
  private let changes: TruthChanges
  private var patterns: Set<Pattern> = []
  private var parts = 0

  /// What may undo something, and what may bring it about.
  private struct Pattern: Hashable {
    let undoing: Bits
    let causing: Bits
  }

  /// More parts of properties are not told apart.
  private static let mostParts = 1 << 13

  /// Properties not in `observed` are looked at only if evaluating them can fail.
  init(
    _ context: ReductionContext, _ changes: TruthChanges, _ guards: GuardRelations,
    _ analysis: HazardAnalysis,
    observed: Set<PropertyID>
  ) {
    self.context = context
    self.changes = changes
    companions = guards.reads.map { _ in Bits(below: guards.reads.count) }
    for id in context.system.propertyIDs {
      let property = context.system[id]
      guard property.kind == .invariant || property.kind == .cover, let condition = property.condition else {
        continue
      }
      let hazards = HazardCollector(analysis, analysis.frame(of: property)).hazards(of: condition)
      let canFail = !hazards.events.isEmpty
      guard canFail || observed.contains(id) else { continue }
      observe(property, condition, canFail: canFail)
    }
    for (action, reads) in guards.reads.enumerated() where guards.canFail[action] { observeCells(reads) }
    for pattern in patterns {
      for action in pattern.undoing.elements { companions[action].formUnion(pattern.causing) }
    }
  }

  private mutating func observe(_ property: Property, _ condition: Expression, canFail: Bool) {
    for instance in PropertyInstance.all(of: property) {
      let evaluation = PropertyInstance(property, instance, context).evaluation
      if canFail {
        observeCells(changes.reads(of: condition, evaluation).reads)
      } else {
        observe(condition, property.kind == .cover, evaluation)
        if let premise = property.premise { observe(premise, true, evaluation) }
      }
    }
  }

  /// Any change of these cells.
  private mutating func observeCells(_ cells: Bits) {
    let writers = changes.writers(of: cells)
    patterns.insert(Pattern(undoing: writers, causing: writers))
  }

  /// Whether a condition that cannot fail has this value.
  private mutating func observe(_ condition: Expression, _ wanted: Bool, _ evaluation: PartialEvaluation) {
    parts += 1
    switch condition.kind {
    case .unary(.not, let operand): return observe(operand, !wanted, evaluation)
    case .binary(.and, let left, let right) where !wanted, .binary(.or, let left, let right) where wanted:
      observe(left, wanted, evaluation)
      return observe(right, wanted, evaluation)
    case .binary(.implies, let left, let right) where wanted:
      observe(left, false, evaluation)
      return observe(right, true, evaluation)
    case .quantified(let quantifier, let binder, let body) where wanted == (quantifier == .exists):
      guard parts < Self.mostParts, let values = evaluation.values(of: binder) else { break }
      var inner = evaluation
      for value in values {
        inner.frame.known[binder.local.index] = value
        observe(body, wanted, inner)
      }
      return
    case .constant, .read, .unary, .binary, .sameContent, .conditional, .quantified, .isUndefined, .isMember,
      .widened, .narrowed, .call:
      break
    }
    patterns.insert(
      Pattern(
        undoing: changes.makers(of: condition, !wanted, evaluation),
        causing: changes.makers(of: condition, wanted, evaluation)))
  }
}
