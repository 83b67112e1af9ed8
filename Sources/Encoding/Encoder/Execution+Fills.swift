import Diagnostics
import ModelIR

/// Loops that give every element of large arrays the same value: constant arrays instead of an iteration per element.
extension Execution {
  /// One variable of a nest of loops, and a constant that stands for all of its values.
  private struct Level {
    var local: LocalID
    var domain: ClosedRange<Value>
    var index: Term
  }

  /// Executes a loop at once if it does nothing but fill arrays; false for all other loops.
  ///
  /// What an iteration assigns must not depend on the iteration, nor on anything that the loop assigns. Then what fails
  /// in any iteration fails in the first one.
  mutating func fill(_ binder: Binder, _ body: [Statement], at range: SourceRange)
    throws(UnsupportedConstruct)
    -> Bool
  {
    var levels: [Level] = []
    guard let statements = nest(binder, body, &levels), statements.allSatisfy({ goesThroughAll($0, levels) }),
      isIndependent(statements)
    else { return false }
    var trial = self
    let count = memory.count
    for level in levels {
      trial.bind(
        level.local,
        to: SymbolicValue(term: level.index, low: level.domain.lowerBound, high: level.domain.upperBound))
    }
    for statement in statements {
      guard !trial.path.isDead else { break }
      guard try trial.fillOne(statement, levels) else { return false }
      trial.memory.removeLast(trial.memory.count - count)
    }
    var iterations = 1
    for level in levels {
      let (length, outer) = (Int(level.domain.upperBound - level.domain.lowerBound) + 1, iterations)
      iterations *= length
      // As the interpreter counts, which goes through them all.
      if length > Interpreter.freeIterations { try trial.burn(outer * length, at: range) }
    }
    for level in levels {
      let slot = frame.base + frame.offsets[level.local.index]
      trial.memory[slot] = memory[slot]
    }
    self = trial
    return true
  }

  // MARK: - Which loops

  /// The assignments inside a nest of loops over constants; nil if there is anything else.
  private func nest(_ binder: Binder, _ body: [Statement], _ levels: inout [Level]) -> [Statement]? {
    guard let domain = constantDomain(binder), levels.count < 4 else { return nil }
    let (distance, overflow) = domain.upperBound.subtractingReportingOverflow(domain.lowerBound)
    guard !overflow, distance < Value(Interpreter.fuel) else { return nil }
    let shape = Representation(domain.lowerBound, domain.upperBound)
    levels.append(
      Level(
        local: binder.local, domain: domain,
        index: bank.constant("every index.\(levels.count)", shape.sort)))
    if body.count == 1, case .loop(let inner, let body) = body[0].kind { return nest(inner, body, &levels) }
    guard body.allSatisfy({ $0.kind.target != nil }) else { return nil }
    return body
  }

  private func constantDomain(_ binder: Binder) -> ClosedRange<Value>? {
    switch binder.domain {
    case .type(let type): return layout.domain(of: type)
    case .interval(let from, let to, nil):
      guard case .constant(let low) = from.kind, case .constant(let high) = to.kind, low <= high else {
        return nil
      }
      return low...high
    case .interval: return nil
    }
  }

  /// Whether nothing is called, and nothing read that is written.
  private func isIndependent(_ statements: [Statement]) -> Bool {
    let targets = statements.compactMap { $0.kind.target?.root }
    var isSimple = true
    var read: [Place.Root] = []
    BodyWalk(place: { read.append($0.root) }, call: { _ in isSimple = false }).visit(statements)
    // Each target is seen once, as itself.
    for root in Set(targets) where read.count(where: { $0 == root }) != targets.count(where: { $0 == root }) {
      return false
    }
    return isSimple
      && read.allSatisfy { root in
        guard case .local(let local) = root else { return true }
        // What a parameter stands for may have other names.
        return frame.locals[local.index].role != .reference
      }
  }

  // MARK: - One assignment

  private mutating func fillOne(_ statement: Statement, _ levels: [Level]) throws(UnsupportedConstruct)
    -> Bool
  {
    steps += 1
    let content: [Slot]
    let target: Place
    switch statement.kind {
    case .assign(let place, let expression):
      target = place
      guard let value = try assigned(expression, to: place, at: statement.range, levels) else { return false }
      content = value
    case .clear(let place): (target, content) = (place, slots.cleared(place.type))
    case .undefine(let place): (target, content) = (place, slots.undefined(place.type))
    default: return false
    }
    let known = failures.count
    let address = try address(of: target)
    // What fails on the way might fail in some iterations only.
    guard failures.count == known, address.choices.isEmpty, address.indices == levels.map(\.index) else {
      return false
    }
    let sorts = levels.map(\.index.sort)
    for (offset, element) in content.enumerated() {
      let old = memory[address.slot + offset]
      guard !element.isArray, old.isArray, canReplaceAll(old, levels) else { return false }
      let (low, high) = (old.value.low, old.value.high)
      var value = element.value.isTruth ? element.value.term : numbers.bits(element.value, in: low, high)
      var defined = element.isDefined
      for sort in sorts.reversed() {
        value = bank.constantArray(index: sort, value)
        defined = bank.constantArray(index: sort, defined)
      }
      guard value.sort == old.value.term.sort, defined.sort == old.isDefined.sort else { return false }
      memory[address.slot + offset] = Slot(
        isDefined: defined, value: SymbolicValue(term: value, low: low, high: high))
    }
    return true
  }

  /// The slots of an assigned value; nil if they, or what fails, depend on the iteration.
  private mutating func assigned(
    _ expression: Expression, to place: Place, at range: SourceRange, _ levels: [Level]
  ) throws(UnsupportedConstruct) -> [Slot]? {
    let known = failures.count
    var content = try content(of: expression)
    if content.count == 1, !content[0].isArray {
      let value = checked(content[0].value, in: place.type, "a value", at: range)
      if case .declared(let type) = place.type, system[type].shape.isSimple {
        content = [slots.stored(value, as: place.type)]
      }
    }
    let terms =
      content.flatMap { [$0.isDefined, $0.value.term] } + failures[known...].map(\.condition) + [path.term]
    let graph = TermGraph(terms)
    return levels.contains { graph.uses[$0.index] != nil } ? nil : content
  }

  /// Whether the indices of the large arrays on the way to what is assigned are the variables of the loops, in order, and these
  /// take all values that the arrays have elements for.
  private func goesThroughAll(_ statement: Statement, _ levels: [Level]) -> Bool {
    guard let place = statement.kind.target else { return false }
    var rest = levels[...]
    for case .element(let index, let array) in place.path {
      guard case .array(let indexType, let element) = system[array].shape else { return false }
      if layout.isEnumerated(index: indexType, element: element) { continue }
      guard let level = rest.popFirst(), layout.domain(of: indexType) == level.domain,
        case .read(let variable) = index.kind, variable.root == .local(level.local), variable.path.isEmpty
      else { return false }
    }
    return rest.isEmpty
  }

  /// A change of what lies beyond the last element would be a change of the state's terms, but not of the state.
  private func canReplaceAll(_ old: Slot, _ levels: [Level]) -> Bool {
    let isConstant = old.value.term.operation == .constantArray && old.isDefined.operation == .constantArray
    return isConstant
      || levels.allSatisfy { level in
        let all = Representation(level.domain.lowerBound, level.domain.upperBound).range
        return level.domain == all
      }
  }
}
