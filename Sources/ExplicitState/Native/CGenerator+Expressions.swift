import ModelIR

/// Expressions as C expressions; GNU statement expressions carry checks and loops.
extension CGenerator {
  /// A simple value.
  mutating func print(_ expression: Expression) -> CCode {
    switch expression.kind {
    case .constant(let value):
      return CCode(Self.literal(value), Interval(low: value, high: value))
    case .read(let place):
      return printRead(place)
    case .unary(let operation, let operand):
      return printUnary(operation, print(operand))
    case .binary(let operation, let left, let right):
      return print(operation, left, right)
    case .sameContent(let left, let right):
      return printSameContent(left, right)
    case .conditional(let condition, let then, let otherwise):
      let (test, first, second) = (print(condition), print(then), print(otherwise))
      let interval = first.interval.union(second.interval)
      let cast = interval.isWide ? "(p2p_wide)" : ""
      return CCode("(\(test.text) ? \(cast)\(first.text) : \(cast)\(second.text))", interval)
    case .quantified(let quantifier, let binder, let body):
      return print(quantifier, binder, body)
    case .isUndefined(let place):
      if case .local(let local) = place.root, place.path.isEmpty, frame.storage[local.index] == .number {
        return CCode("0", .boolean)
      }
      return CCode("(\(print(place)) == 0)", .boolean)
    case .isMember(let operand, let interval):
      let code = print(operand)
      let name = temporary()
      let type = code.interval.number
      return CCode(
        "({ \(type) \(name) = \(code.text); \(name) >= \(Self.literal(interval.lowerBound))"
          + " && \(name) <= \(Self.literal(interval.upperBound)); })", .boolean)
    case .widened(let operand, let offset):
      return printArithmetic(
        .add, print(operand), CCode(Self.literal(offset), Interval(low: offset, high: offset)))
    case .narrowed(let operand, let interval, let low):
      return printNarrowed(print(operand), to: interval, low: low)
    case .call(let call):
      return printCall(call)
    }
  }

  /// A value of any type: for a record or array a struct.
  mutating func printContent(_ expression: Expression) -> String {
    guard !isSimple(expression.type) else { return print(expression).text }
    switch expression.kind {
    case .read(let place):
      return print(place)
    case .call(let call):
      return printCall(call).text
    case .conditional(let condition, let then, let otherwise):
      return "(\(print(condition).text) ? \(printContent(then)) : \(printContent(otherwise)))"
    case .constant, .unary, .binary, .sameContent, .quantified, .isUndefined, .isMember, .widened, .narrowed:
      preconditionFailure("an operator with a complex result")
    }
  }

  private mutating func printNarrowed(_ code: CCode, to interval: ClosedRange<Value>, low: Value) -> CCode {
    frame.canFail = true
    let name = temporary()
    let (first, last) = (Self.literal(interval.lowerBound), Self.literal(interval.upperBound))
    let result = Interval(low: low, high: low + interval.upperBound - interval.lowerBound)
    let number = code.interval.union(Interval(interval)).union(result).number
    return CCode(
      "({ \(number) \(name) = \(code.text); P2P_REQUIRE(\(name) >= \(first) && \(name) <= \(last));"
        + " \(name) - \(first) + \(Self.literal(low)); })", result)
  }

  /// Cell by cell: structs may have padding, so memory is not compared.
  private mutating func printSameContent(_ left: Expression, _ right: Expression) -> CCode {
    guard case .declared(let type) = left.type else {
      preconditionFailure("a simple type compared as a complex one")
    }
    let (first, second) = (temporary(), temporary())
    let name = types.name(of: type)
    let result = temporary()
    let comparison = printComparison(type, first, second, result)
    return CCode(
      "({ \(name) \(first) = \(printContent(left)); \(name) \(second) = \(printContent(right)); int \(result) = 1;"
        + " \(comparison) \(result); })", .boolean)
  }

  private mutating func printComparison(_ type: TypeID, _ left: String, _ right: String, _ result: String)
    -> String
  {
    switch system[type].shape {
    case .boolean, .integers, .enumeration, .scalarset, .union:
      return "\(result) &= \(left) == \(right);"
    case .record(let fields):
      return fields.enumerated().map {
        printComparison($1.type, "\(left).f\($0)", "\(right).f\($0)", result)
      }.joined(separator: " ")
    case .array(let index, let element):
      let counter = temporary()
      let size = system.domain(of: index).map { $0.upperBound - $0.lowerBound + 1 } ?? 0
      let inner = printComparison(element, "\(left).e[\(counter)]", "\(right).e[\(counter)]", result)
      return "for (int64_t \(counter) = 0; \(counter) < \(size); \(counter)++) { \(inner) }"
    }
  }

  private mutating func print(_ quantifier: Quantifier, _ binder: Binder, _ body: Expression) -> CCode {
    let result = temporary()
    let decided = quantifier == .forall ? "!" : ""
    let isWatched = frame.locals[binder.local.index].watch != nil
    let loop = printWatched(binder) { generator in
      generator.printLoop(binder) { generator in
        "\(generator.printPoll(generator.isLong(body)))if (\(decided)(\(generator.print(body).text))) { \(result) = \(quantifier == .forall ? 0 : 1); "
          + "\(isWatched ? "" : "break; ")}"
      }
    }
    return CCode("({ int \(result) = \(quantifier == .forall ? 1 : 0); \(loop) \(result); })", .boolean)
  }

  /// A C loop over a binder's values; `break` in the body ends it.
  mutating func printLoop(_ binder: Binder, body: (inout CGenerator) -> String) -> String {
    let local = binder.local.index
    let asNumber = frame.storage[local] == .number
    let counter = asNumber ? "l\(local)" : temporary()
    func inside(_ generator: inout CGenerator) -> String {
      let type = generator.frame.locals[local].type
      let copy =
        asNumber
        ? "" : "\(generator.types.name(of: type)) l\(local) = \(generator.printEncoded(counter, type)); "
      return "{ \(copy)\(body(&generator)) }"
    }
    switch binder.constantDomain(in: system) {
    // Constant bounds have 64 bits.
    case .some(let domain) where domain.count <= Value(Int32.max):
      frame.intervals[local] = domain.hull
      var spend = ""
      if domain.count > Value(Interpreter.freeIterations), stepsMayRunOut {
        frame.canFail = true
        spend = "P2P_SPEND(\(domain.count)); "
      }
      let last = domain.first + (domain.count - 1) * domain.step
      let text = inside(&self)
      return "\(spend)\(Self.loopHead(counter, domain.first, last, by: domain.step)) \(text)"
    case .some:
      frame.canFail = true
      return "P2P_FAIL(P2P_FAILED);"
    case .none:
      return printOpenLoop(binder, counter, inside)
    }
  }

  private mutating func printOpenLoop(
    _ binder: Binder, _ counter: String, _ inside: (inout CGenerator) -> String
  ) -> String {
    guard case .interval(let from, let to, let by) = binder.domain else { return "" }
    let (first, last, step, count, index) = (temporary(), temporary(), temporary(), temporary(), temporary())
    let (start, end) = (print(from), print(to))
    let given = by.map { print($0) }
    let stride = given?.text ?? "(\(last) >= \(first) ? 1 : -1)"
    frame.canFail = true
    let hull = start.interval.union(end.interval)
    frame.intervals[binder.local.index] = hull
    let text = inside(&self)
    let isSmall = !hull.isWide && given?.interval.isWide != true
    let number = isSmall ? "int64_t" : "p2p_wide"
    let distance =
      isSmall
      ? "\(count) = \(last) - \(first);"
      : "\(count); P2P_REQUIRE(!__builtin_sub_overflow(\(last), \(first), &\(count)));"
    return """
      \(number) \(first) = \(start.text), \(last) = \(end.text), \(step) = \(stride); P2P_REQUIRE(\(step) != 0); \
      P2P_REQUIRE(\(first) == \(last) || (\(last) > \(first)) == (\(step) > 0)); \
      \(number) \(distance) \
      \(count) = \(count) / \(step) + 1; if (\(count) > \(Interpreter.freeIterations)) P2P_SPEND(\(count)); \
      for (\(number) \(index) = 0; \(index) < \(count); \(index)++) \
      { \(hull.number) \(counter) = \(first) + \(index) * \(step); (void)\(counter); \(text) }
      """
  }
}
