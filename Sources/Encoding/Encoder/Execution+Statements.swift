import Diagnostics
import ModelIR

/// Statements, executed one after the other while there is a path to execute them on.
extension Execution {
  private static let maximumRepetitions = 64

  mutating func execute(_ statements: [Statement]) throws(UnsupportedConstruct) {
    for statement in statements where !path.isDead {
      let mark = memory.count
      steps += 1
      try burn(0, at: statement.range)
      try execute(statement)
      // Drops the slots of computed roots.
      memory.removeLast(memory.count - mark)
    }
  }

  private mutating func execute(_ statement: Statement) throws(UnsupportedConstruct) {
    switch statement.kind {
    case .assign(let place, let expression):
      try assign(expression, to: place, at: statement.range)
    case .clear(let place):
      write(slots.cleared(place.type), to: try address(of: place))
    case .undefine(let place):
      write(slots.undefined(place.type), to: try address(of: place))
    case .branch(let branches, let otherwise):
      try execute(branches[...], otherwise)
    case .select(let subject, let cases, let otherwise):
      let chosen = try value(of: subject)
      let tests = cases.flatMap { candidate in candidate.values.map { (value: $0, body: candidate.body) } }
      try select(chosen, tests[...], otherwise)
    case .loop(let binder, let body):
      try loop(binder, body, at: statement.range)
    case .whileLoop(let condition, let body):
      try repeatWhile(condition, body, at: statement.range)
    case .call(let call):
      _ = try invoke(call, at: statement.range)
    case .leave(let expression):
      let result = try expression.map { (value) throws(UnsupportedConstruct) in try returned(value, statement)
      }
      frame.exits.append(
        Exit(condition: path.since(depth: frame.depth), memory: memory, result: result ?? []))
      interrupt(if: bank.true, isExit: true)
    case .put(let item):
      try evaluate(item)
    case .error(let message):
      fail(.errorStatement, message, at: statement.range, if: bank.true)
    case .check(let property, let condition):
      try check(property, condition, at: statement.range)
    }
  }

  private mutating func assign(
    _ expression: Expression, to place: Place, at range: SourceRange
  ) throws(UnsupportedConstruct) {
    let target = try address(of: place)
    var content = try content(of: expression)
    if isSimple(place.type) {
      let value = checked(content[0].value, in: place.type, "a value", at: range)
      content = [slots.stored(value, as: place.type)]
    }
    write(content, to: target)
  }

  private func isSimple(_ type: ValueType) -> Bool {
    switch type {
    case .boolean, .integer: true
    case .declared(let type): system[type].shape.isSimple
    }
  }

  private mutating func execute(
    _ branches: ArraySlice<Statement.Branch>, _ otherwise: [Statement]
  ) throws(UnsupportedConstruct) {
    guard let branch = branches.first else { return try execute(otherwise) }
    try split(
      on: try truth(of: branch.condition),
      { (execution) throws(UnsupportedConstruct) in try execution.execute(branch.body) },
      else: { (execution) throws(UnsupportedConstruct) in
        try execution.execute(branches.dropFirst(), otherwise)
      }, merge: { _, _, _ in })
  }

  private mutating func select(
    _ chosen: SymbolicValue, _ cases: ArraySlice<(value: Expression, body: [Statement])>,
    _ otherwise: [Statement]
  ) throws(UnsupportedConstruct) {
    guard let candidate = cases.first else { return try execute(otherwise) }
    let value = try value(of: candidate.value)
    try split(
      on: numbers.equal(value, chosen),
      { (execution) throws(UnsupportedConstruct) in try execution.execute(candidate.body) },
      else: { (execution) throws(UnsupportedConstruct) in
        try execution.select(chosen, cases.dropFirst(), otherwise)
      }, merge: { _, _, _ in })
  }

  private mutating func loop(
    _ binder: Binder, _ body: [Statement], at range: SourceRange
  ) throws(UnsupportedConstruct) {
    if try fill(binder, body, at: range) { return }
    let iteration = try iteration(
      of: binder, limit: Self.maximumIterations,
      advice: "bound the loop, or let one rule do one iteration", at: range)
    for number in 0..<iteration.count where !path.isDead {
      try split(
        on: iteration.contains(number, numbers),
        { (execution) throws(UnsupportedConstruct) in
          execution.bind(binder.local, to: iteration.value(number, execution.numbers))
          try execution.execute(body)
        }, else: { (_) throws(UnsupportedConstruct) in }, merge: { _, _, _ in })
    }
  }

  private mutating func repeatWhile(
    _ condition: Expression, _ body: [Statement], at range: SourceRange
  ) throws(UnsupportedConstruct) {
    // What does not go on waits here until the loop has ended on every path.
    var endings: [(condition: Term, memory: [Slot])] = []
    openRegion()
    var repetitions = 0
    while !path.isDead {
      let goesOn = try truth(of: condition)
      if path.isDead { break }
      if path.decides(goesOn) == false { break }
      guard repetitions < Self.maximumRepetitions else {
        throw UnsupportedConstruct(
          "a `while` that may take more than \(Self.maximumRepetitions) iterations: use a `for` with a bound, or let "
            + "one rule do one iteration", at: range)
      }
      endings.append((bank.and(path.sinceRegion, bank.not(goesOn)), memory))
      path.assume(goesOn)
      repetitions += 1
      try spend(1, at: range)
      try execute(body)
    }
    let isLastDead = path.isDead
    closeRegion()
    endings.removeAll(where: \.condition.isFalse)
    if isLastDead {
      guard let last = endings.popLast() else { return path.assume(bank.false) }
      memory = last.memory
    }
    for ending in endings.reversed() where ending.memory != memory {
      memory = slots.choose(ending.condition, ending.memory, memory)
    }
  }

  /// The result of the active function; a simple one must lie in the declared type.
  private mutating func returned(
    _ expression: Expression, _ statement: Statement
  ) throws(UnsupportedConstruct) -> [Slot] {
    let content = try content(of: expression)
    guard let type = frame.result, system[type].shape.isSimple else { return content }
    let value = checked(content[0].value, in: .declared(type), "a result", at: statement.range)
    return [slots.stored(value, as: .declared(type))]
  }

  private mutating func check(
    _ property: PropertyID, _ condition: Expression, at range: SourceRange
  ) throws(UnsupportedConstruct) {
    let holds = try truth(of: condition)
    switch system[property].kind {
    case .cover:
      covers[property] = bank.or(covers[property] ?? bank.false, bank.and(path.term, holds))
    case .assumption:
      if path.decides(holds) != true { interrupt(if: bank.not(holds), isExit: false) }
    case .assertion, .invariant, .liveness, .leadsTo:
      let name = system[property].name
      fail(
        .assertion, "assertion `\(name)` does not hold", at: range, if: bank.not(holds), property: property)
    }
  }

  /// What a `put` names is evaluated for its run-time errors, except that a variable may be undefined.
  private mutating func evaluate(_ item: Statement.PutItem) throws(UnsupportedConstruct) {
    switch item {
    case .text: return
    case .expression(let expression):
      if case .read(let place) = expression.kind {
        _ = try address(of: place)
      } else {
        _ = try content(of: expression)
      }
    }
  }
}
