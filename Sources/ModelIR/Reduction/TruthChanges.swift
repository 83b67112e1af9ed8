/// Which actions can change the value of a condition, and which way.
struct TruthChanges {
  private let context: ReductionContext
  /// By action.
  private let footprints: [Footprint]
  /// By cell, the actions that may write to it.
  private let writers: [Bits]
  private let actions: Int

  /// More parts of one condition are not told apart.
  private static let mostParts = 4096

  init(_ context: ReductionContext, _ footprints: [Footprint]) {
    self.context = context
    self.footprints = footprints
    actions = footprints.count
    var writers = Array(repeating: Bits(below: footprints.count), count: context.cells.count)
    for (action, footprint) in footprints.enumerated() {
      for cell in footprint.writes.elements { writers[cell].insert(action) }
    }
    self.writers = writers
  }

  /// The actions that may write to one of these cells.
  func writers(of cells: Bits) -> Bits {
    cells.elements.reduce(into: Bits(below: actions)) { $0.formUnion(writers[$1]) }
  }

  /// The cells that evaluating a condition may come to.
  func reads(of condition: Expression, _ evaluation: PartialEvaluation) -> Footprint {
    var walk = FootprintWalk(context, evaluation)
    walk.read(condition)
    guard walk.isExhausted else { return walk.footprint }
    var everything = Footprint(cells: context.cells.count)
    for cell in 0..<context.cells.count { everything.reads.insert(cell) }
    return everything
  }

  /// The actions without which the condition cannot come to have the value `wanted`, once it has the other one.
  ///
  /// A condition is monotone in the parts that it is made of, taken with the sign in which it has them. So one of them has to
  /// come to have its wanted value; of a part that reads one cell only, some write of a value for which it has.
  func makers(
    of condition: Expression, _ wanted: Bool, _ evaluation: PartialEvaluation
  ) -> Bits {
    var parts = 0
    return makers(of: condition, wanted, evaluation, &parts)
  }

  private func makers(
    of condition: Expression, _ wanted: Bool, _ evaluation: PartialEvaluation, _ parts: inout Int
  ) -> Bits {
    parts += 1
    func both(_ left: Expression, _ leftWanted: Bool, _ right: Expression, _ decidedBy: Bool) -> Bits {
      if case .value(let known) = evaluation.value(of: left) {
        // A side that does not depend on the state decides, or leaves it to the other one.
        return (known != 0) == decidedBy
          ? Bits(below: actions) : makers(of: right, wanted, evaluation, &parts)
      }
      var all = makers(of: left, leftWanted, evaluation, &parts)
      all.formUnion(makers(of: right, wanted, evaluation, &parts))
      return all
    }
    switch condition.kind {
    case .unary(.not, let operand): return makers(of: operand, !wanted, evaluation, &parts)
    case .binary(.and, let left, let right): return both(left, wanted, right, false)
    case .binary(.or, let left, let right): return both(left, wanted, right, true)
    case .binary(.implies, let left, let right): return both(left, !wanted, right, false)
    case .quantified(_, let binder, let body):
      guard parts < Self.mostParts, let values = evaluation.values(of: binder) else {
        return makers(ofWhole: condition, wanted, evaluation)
      }
      var inner = evaluation
      var all = Bits(below: actions)
      for value in values {
        inner.frame.known[binder.local.index] = value
        all.formUnion(makers(of: body, wanted, inner, &parts))
      }
      return all
    case .constant, .read, .unary, .binary, .sameContent, .conditional, .isUndefined, .isMember, .widened,
      .narrowed, .call:
      return makers(ofWhole: condition, wanted, evaluation)
    }
  }

  private func makers(
    ofWhole condition: Expression, _ wanted: Bool, _ evaluation: PartialEvaluation
  ) -> Bits {
    let cells = reads(of: condition, evaluation).reads
    guard let (cell, contents) = onlyCell(of: condition, cells, evaluation, wanted) else {
      return writers(of: cells)
    }
    var found = Bits(below: actions)
    for action in writers[cell].elements
    where footprints[action].contents[cell, default: Footprint.anything] & contents != 0 {
      found.insert(action)
    }
    return found
  }

  /// The contents of the only cell that a condition reads for which it may have the value `wanted`.
  func onlyCell(
    of condition: Expression, _ cells: Bits, _ evaluation: PartialEvaluation, _ wanted: Bool
  ) -> (cell: Int, contents: UInt64)? {
    let elements = cells.elements
    guard elements.count == 1, let domain = context.cells.values(of: elements[0]) else { return nil }
    let cell = elements[0]
    var inner = evaluation
    var contents: UInt64 = 0
    for content in domain.map(Optional.some) + [nil] {
      inner.assumed = (cell, content)
      switch inner.value(of: condition) {
      case .unknown: contents |= context.cells.bit(of: content, in: cell)
      case .value(let value) where (value != 0) == wanted:
        contents |= context.cells.bit(of: content, in: cell)
      case .value, .fails: break
      }
    }
    return (cell, contents)
  }
}
