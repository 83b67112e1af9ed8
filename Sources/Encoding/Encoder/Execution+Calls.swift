import Diagnostics
import ModelIR

/// Calls, inlined.
extension Execution {
  private static let maximumDepth = 64

  /// An undefined variable may be passed; reading the parameter then fails.
  private mutating func passed(_ argument: Expression) throws(UnsupportedConstruct) -> [Slot] {
    if case .read(let place) = argument.kind { return try content(at: place) }
    return try content(of: argument)
  }

  private mutating func passed(
    _ argument: Expression, to parameter: Local
  ) throws(UnsupportedConstruct) -> [Slot] {
    var content = try passed(argument)
    guard case .declared(let type) = parameter.type, let domain = system.domain(of: type),
      let slot = content.first, !slot.value.isTruth
    else { return content }
    fail(
      .outOfRangeWrite,
      "a value is outside \(domain.lowerBound) .. \(domain.upperBound) of parameter `\(parameter.name)`",
      at: argument.range,
      if: bank.and(slot.isDefined, bank.not(numbers.contains(domain, slot.value))))
    var (low, high) = (max(domain.lowerBound, slot.value.low), min(domain.upperBound, slot.value.high))
    if low > high { (low, high) = (domain.lowerBound, domain.upperBound) }
    content[0].value = SymbolicValue(term: numbers.bits(slot.value, in: low, high), low: low, high: high)
    return content
  }

  /// Calls a function; empty for a procedure.
  mutating func invoke(_ call: Call, at range: SourceRange) throws(UnsupportedConstruct) -> [Slot] {
    let function = system[call.function]
    let mark = memory.count
    var arguments: [[Slot]] = []
    var references: [Int: Address] = [:]
    for (index, (argument, parameter)) in zip(call.arguments, function.locals).enumerated() {
      switch argument {
      case .reference(let place):
        references[index] = try address(of: place)
        arguments.append([])
      case .value(let expression):
        arguments.append(try passed(expression, to: parameter))
      }
    }
    try spend(1, at: range)
    let caller = frame
    depth += 1
    guard depth <= Self.maximumDepth else {
      throw UnsupportedConstruct(
        "more than \(Self.maximumDepth) nested calls of `\(function.name)`: use a loop instead of recursion",
        at: range)
    }
    openRegion()
    enter(function.locals, result: function.result)
    frame.references = references
    for (index, content) in arguments.enumerated() where !content.isEmpty {
      let slot = frame.base + frame.offsets[index]
      memory.replaceSubrange(slot..<slot + content.count, with: content)
    }
    try execute(function.body)
    let result = finish(
      fallsThrough: function.result == nil, mark: mark,
      "the end of function `\(function.name)` is reached without a return", at: range)
    frame = caller
    depth -= 1
    return result
  }

  /// Merges the ways out of the active function or rule and closes its region.
  mutating func finish(
    fallsThrough: Bool, mark: Int, _ complaint: String, at range: SourceRange
  ) -> [Slot] {
    if !fallsThrough { fail(.missingReturn, complaint, at: range, if: bank.true) }
    var exits = frame.exits
    if !path.isDead {
      exits.append(Exit(condition: path.since(depth: frame.depth), memory: memory, result: []))
    }
    closeRegion(keepsExits: false)
    guard let last = exits.popLast() else {
      // Every path ended inside.
      path.assume(bank.false)
      memory.removeLast(memory.count - mark)
      return frame.result.map { slots.undefined(.declared($0)) } ?? []
    }
    var content = last.result
    memory = Array(last.memory.prefix(mark))
    for exit in exits.reversed() {
      memory = slots.choose(exit.condition, Array(exit.memory.prefix(mark)), memory)
      content = slots.choose(exit.condition, exit.result, content)
    }
    return content
  }
}
