import Diagnostics
import ModelIR

/// The values a bound variable takes, as far as they are known.
struct Iteration {
  /// At most this many values.
  var count: Int
  var first: SymbolicValue
  /// From one value to the next.
  var step: SymbolicValue
  /// All values lie between these two.
  var low: Value
  var high: Value
  /// One less than the number of values; nil if there are exactly `count`.
  var lastNumber: SymbolicValue?

  func value(_ number: Int, _ numbers: Numbers) -> SymbolicValue {
    let distance = numbers.multiply(step, numbers.constant(Value(number))).result
    return numbers.restricted(numbers.add(first, distance).result, to: low, high)
  }

  /// Whether there is a value of this number.
  func contains(_ number: Int, _ numbers: Numbers) -> Term {
    guard let lastNumber else { return numbers.bank.true }
    return numbers.lessOrEqual(numbers.constant(Value(number)), lastNumber)
  }
}

/// Quantifiers and what loops go through.
extension Execution {
  static let maximumIterations = 4096
  static let maximumQuantified = 256

  mutating func iteration(
    of binder: Binder, limit: Int, advice: String, at range: SourceRange
  ) throws(UnsupportedConstruct) -> Iteration {
    let result: Iteration?
    switch binder.domain {
    case .type(let type):
      let domain = layout.domain(of: type)
      let (count, overflow) = domain.upperBound.subtractingReportingOverflow(domain.lowerBound)
      guard !overflow, count < Value(limit) else { throw tooMany(limit, advice, range) }
      result = Iteration(
        count: Int(count) + 1, first: numbers.constant(domain.lowerBound), step: numbers.constant(1),
        low: domain.lowerBound, high: domain.upperBound)
    case .interval(let from, let to, let by):
      result = try interval(from, to, by, limit, at: range)
    }
    guard let result else { throw tooMany(limit, advice, range) }
    if result.count > Interpreter.freeIterations { try spend(result.count, at: range) }
    return result
  }

  private func tooMany(_ limit: Int, _ advice: String, _ range: SourceRange) -> UnsupportedConstruct {
    UnsupportedConstruct("more than \(limit) values to go through one by one: \(advice)", at: range)
  }

  /// Nil if there may be more values than the limit allows.
  private mutating func interval(
    _ from: Expression, _ to: Expression, _ by: Expression?, _ limit: Int, at range: SourceRange
  ) throws(UnsupportedConstruct) -> Iteration? {
    let first = try number(of: from)
    let last = try number(of: to)
    let ascends = numbers.lessOrEqual(first, last)
    var step = numbers.choose(ascends, numbers.constant(1), numbers.constant(-1))
    if let by { step = try number(of: by) }
    let zero = numbers.constant(0)
    fail(.badLoopStep, "the step of the loop is 0", at: range, if: numbers.equal(step, zero))
    let isWrong = bank.and(
      bank.not(numbers.equal(first, last)),
      bank.not(bank.equal(bank.not(numbers.lessOrEqual(last, first)), numbers.less(zero, step))))
    fail(.badLoopStep, "the loop never reaches its last value", at: range, if: isWrong)
    let low = min(first.low, last.low)
    let high = max(first.high, last.high)
    let (distance, overflow) = numbers.subtract(last, first)
    guard overflow.isFalse else { return nil }
    let number = numbers.divide(distance, step).result
    let longest = number.high
    if longest < 0 { return Iteration(count: 0, first: first, step: step, low: low, high: high) }
    guard longest < Value(limit) else { return nil }
    return Iteration(
      count: Int(longest) + 1, first: first, step: step, low: low, high: high,
      lastNumber: number.constant == nil ? number : nil)
  }

  /// Instances one after the other until one decides.
  mutating func quantified(
    _ quantifier: Quantifier, _ binder: Binder, _ body: Expression, at range: SourceRange
  ) throws(UnsupportedConstruct) -> Term {
    let iteration = try iteration(
      of: binder, limit: Self.maximumQuantified,
      advice: "make the bound variable a parameter of the property", at: range)
    let bound = frame.base + frame.offsets[binder.local.index]
    let before = memory[bound]
    let isForall = quantifier == .forall
    var values: [Term] = []
    var stops: [(condition: Term, memory: [Slot])] = []
    openRegion()
    for number in 0..<iteration.count {
      let isInstance = iteration.contains(number, numbers)
      bind(binder.local, to: iteration.value(number, numbers))
      let holds = try branch(
        on: isInstance, { (execution) throws(UnsupportedConstruct) in try execution.truth(of: body) },
        else: bank.bool(isForall)
      ).term
      memory[bound] = before
      values.append(holds)
      let decides = isForall ? bank.not(holds) : holds
      if path.isDead || path.decides(decides) == true { break }
      stops.append((bank.and(path.sinceRegion, decides), memory))
      path.assume(bank.not(decides))
    }
    closeRegion()
    for stop in stops.reversed() where stop.memory != memory {
      memory = slots.choose(stop.condition, stop.memory, memory)
    }
    return isForall ? bank.and(values) : bank.or(values)
  }
}
