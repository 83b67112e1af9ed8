/// Goes through everything that an evaluation may come to, and notes what of the state it reads and writes.
///
/// Parameters and what depends on them only are known; where an index is not, every element counts. Both sides of a branch
/// count unless it is known which is taken. What is noted is never too little: an evaluation that ends early has read less.
struct FootprintWalk {
  private let context: ReductionContext
  private(set) var evaluation: PartialEvaluation
  private(set) var footprint: Footprint
  /// Whether it took too long, so that everything counts as read and written.
  private(set) var isExhausted = false
  private var loops = 0
  private var steps = 0

  private static let mostSteps = 200_000

  init(_ context: ReductionContext, _ evaluation: PartialEvaluation) {
    self.context = context
    self.evaluation = evaluation
    footprint = Footprint(cells: context.cells.count)
  }

  private var system: TransitionSystem { context.system }
  private var map: CellMap { context.map }

  // MARK: - Statements

  mutating func execute(_ body: [Statement]) {
    for statement in body { execute(statement) }
  }

  private mutating func execute(_ statement: Statement) {
    guard spend() else { return }
    switch statement.kind {
    case .assign(let place, let value):
      read(value)
      let known = evaluation.value(of: value)
      write(place) { walk, cell in
        guard walk.isSimple(place.type), case .value(let value) = known else { return Footprint.anything }
        return walk.context.cells.bit(of: value, in: cell)
      }
      if case .local(let local) = place.root, place.path.isEmpty, loops == 0,
        evaluation.frame.single.contains(local), case .value(let value) = known
      {
        evaluation.frame.known[local.index] = value
      }
    case .clear(let place):
      write(place) { walk, cell in
        walk.context.cells.values(of: cell).map { walk.context.cells.bit(of: $0.lowerBound, in: cell) }
          ?? Footprint.anything
      }
    case .undefine(let place): write(place) { _, _ in Footprint.undefined }
    case .branch(let branches, let otherwise): execute(branches, otherwise)
    case .select(let subject, let cases, let otherwise): execute(subject, cases, otherwise)
    case .loop(let binder, let body):
      iterate(binder) { walk in
        walk.loops += 1
        walk.execute(body)
        walk.loops -= 1
      }
    case .whileLoop(let condition, let body):
      read(condition)
      loops += 1
      execute(body)
      loops -= 1
    case .call(let call): enter(call)
    case .leave(let value): if let value { read(value) }
    case .put(.expression(let value)), .check(_, let value): read(value)
    case .put(.text), .error: break
    }
  }

  private mutating func execute(_ branches: [Statement.Branch], _ otherwise: [Statement]) {
    for branch in branches {
      read(branch.condition)
      switch evaluation.value(of: branch.condition) {
      case .value(0): continue
      case .value: return execute(branch.body)
      case .fails: return
      case .unknown: execute(branch.body)
      }
    }
    execute(otherwise)
  }

  private mutating func execute(
    _ subject: Expression, _ cases: [Statement.Case], _ otherwise: [Statement]
  ) {
    read(subject)
    let chosen = evaluation.value(of: subject)
    for candidate in cases {
      for value in candidate.values { read(value) }
      let values = candidate.values.map(evaluation.value)
      if case .value = chosen, values.first == chosen { return execute(candidate.body) }
      let isOther = values.allSatisfy { value in
        if case .value = value, case .value = chosen { value != chosen } else { false }
      }
      if !isOther { execute(candidate.body) }
    }
    execute(otherwise)
  }

  // MARK: - Expressions

  mutating func read(_ expression: Expression) {
    guard spend() else { return }
    switch expression.kind {
    case .constant: break
    case .read(let place), .isUndefined(let place): read(place)
    case .unary(_, let operand), .isMember(let operand, _), .widened(let operand, _),
      .narrowed(let operand, _, _):
      read(operand)
    case .binary(let operation, let left, let right):
      read(left)
      if !operation.isDecided(by: evaluation.value(of: left)) { read(right) }
    case .sameContent(let left, let right):
      read(left)
      read(right)
    case .conditional(let condition, let then, let otherwise):
      read(condition)
      let known = evaluation.value(of: condition)
      if known != .value(0) { read(then) }
      if known == .unknown || known == .value(0) { read(otherwise) }
    case .quantified(_, let binder, let body): iterate(binder) { $0.read(body) }
    case .call(let call): enter(call)
    }
  }

  private mutating func iterate(_ binder: Binder, _ body: (inout FootprintWalk) -> Void) {
    if case .interval(let from, let to, let by) = binder.domain {
      for bound in [from, to, by].compactMap({ $0 }) { read(bound) }
    }
    let index = binder.local.index
    let before = evaluation.frame.known[index]
    if let values = evaluation.values(of: binder) {
      for value in values {
        evaluation.frame.known[index] = value
        body(&self)
      }
    } else {
      evaluation.frame.known[index] = nil
      body(&self)
    }
    evaluation.frame.known[index] = before
  }

  // MARK: - Places and calls

  private mutating func read(_ place: Place) {
    readWay(to: place)
    let size = map.size(of: place.type)
    for address in evaluation.addresses(of: place) ?? [] {
      for cell in address..<address + size { footprint.reads.insert(cell) }
    }
  }

  private mutating func readWay(to place: Place) {
    if case .value(let expression) = place.root { read(expression) }
    for case .element(let index, _) in place.path { read(index) }
  }

  private mutating func write(_ place: Place, _ content: (FootprintWalk, Int) -> UInt64) {
    readWay(to: place)
    let size = map.size(of: place.type)
    for address in evaluation.addresses(of: place) ?? [] {
      for cell in address..<address + size {
        footprint.writes.insert(cell)
        footprint.contents[cell, default: 0] |= content(self, cell)
      }
    }
  }

  private mutating func enter(_ call: Call) {
    let function = system[call.function]
    var frame = ReductionFrame(function.locals, body: function.body)
    for (index, argument) in call.arguments.enumerated() {
      switch argument {
      case .value(let expression):
        read(expression)
        if isSimple(expression.type), case .value(let value) = evaluation.value(of: expression) {
          frame.bind(LocalID(index), to: value)
        }
      case .reference(let place):
        readWay(to: place)
        frame.places[index] = evaluation.addresses(of: place) ?? []
      }
    }
    guard !context.recursive.contains(call.function) else {
      isExhausted = true
      return
    }
    let caller = (evaluation.frame, loops)
    (evaluation.frame, loops) = (frame, 0)
    execute(function.body)
    (evaluation.frame, loops) = caller
  }

  private mutating func spend() -> Bool {
    steps += 1
    if steps > Self.mostSteps { isExhausted = true }
    return !isExhausted
  }

  private func isSimple(_ type: ValueType) -> Bool {
    switch type {
    case .boolean, .integer: true
    case .declared(let type): system[type].shape.isSimple
    }
  }
}

extension BinaryOperator {
  /// Whether the left side decides, so that the right one is not evaluated.
  fileprivate func isDecided(by left: PartialEvaluation.Known) -> Bool {
    switch (self, left) {
    case (_, .fails): true
    case (.and, .value(0)), (.implies, .value(0)): true
    case (.or, .value(let value)): value != 0
    case (.and, _), (.or, _), (.implies, _), (.add, _), (.subtract, _), (.multiply, _), (.divide, _),
      (.remainder, _), (.bitAnd, _), (.bitOr, _), (.bitXor, _), (.shiftLeft, _), (.shiftRight, _),
      (.equal, _), (.notEqual, _), (.less, _), (.lessOrEqual, _), (.greater, _), (.greaterOrEqual, _):
      false
    }
  }
}

/// What everything that looks for reads and writes in a system shares.
struct ReductionContext {
  let system: TransitionSystem
  let map: CellMap
  let cells: CellDomains
  let recursive: Set<FunctionID>

  init(_ system: TransitionSystem) {
    self.system = system
    map = CellMap(system)
    cells = CellDomains(system, map)
    recursive = CallGraph(system).recursive
  }
}
