import ModelIR

/// Statements as C statements.
extension CGenerator {
  mutating func print(_ body: [Statement]) -> String {
    body.map { print($0) }.joined(separator: "\n")
  }

  private mutating func print(_ statement: Statement) -> String {
    switch statement.kind {
    case .assign(let place, let expression):
      return printAssignment(place, expression)
    case .clear(let place):
      guard case .declared(let type) = place.type else { return "\(print(place)) = 1;" }
      let pointer = temporary()
      return
        "{ \(types.name(of: type)) *\(pointer) = &\(print(place)); \(printClear(type, "(*\(pointer))")) }"
    case .undefine(let place):
      let pointer = temporary()
      return
        "{ \(types.name(of: place.type)) *\(pointer) = &\(print(place)); memset(\(pointer), 0, sizeof *\(pointer)); }"
    case .branch(let branches, let otherwise):
      let arms = branches.map { "if (\(print($0.condition).text)) {\n\(print($0.body))\n}" }
      return arms.joined(separator: " else ") + " else {\n\(print(otherwise))\n}"
    case .select(let subject, let cases, let otherwise):
      return printSelect(subject, cases, otherwise)
    case .loop(let binder, let body):
      return printWatchedLoop(binder, body)
    case .whileLoop(let condition, let body):
      frame.canFail = true
      return "while (\(print(condition).text)) {\nP2P_POLL();\nP2P_SPEND(1);\n\(print(body))\n}"
    case .call(let call):
      return "(void)\(printCall(call).text);"
    case .leave(let expression):
      return printReturn(expression)
    case .put(.text):
      return ";"
    case .put(.expression(let expression)):
      if case .read(let place) = expression.kind { return "(void)\(print(place));" }
      return "(void)\(printContent(expression));"
    case .error:
      frame.canFail = true
      return "P2P_FAIL(P2P_FAILED);"
    case .check(let property, let condition):
      return printCheck(property, print(condition).text)
    }
  }

  private mutating func printAssignment(_ place: Place, _ expression: Expression) -> String {
    let pointer = temporary()
    let target = "\(types.name(of: place.type)) *\(pointer) = &\(print(place));"
    guard isSimple(place.type) else {
      // The source may overlap the target: it is complete before anything is written.
      let copy = temporary()
      return
        "{ \(target) \(types.name(of: place.type)) \(copy) = \(printContent(expression)); *\(pointer) = \(copy); }"
    }
    let code = print(expression)
    let value = temporary()
    let type = code.interval.number
    return "{ \(target) \(type) \(value) = \(code.text); \(printRangeCheck(value, code.interval, place.type))"
      + "*\(pointer) = \(printEncoded(value, place.type)); }"
  }

  /// The check that a value lies in a type; empty if intervals show that it does.
  mutating func printRangeCheck(_ value: String, _ interval: Interval, _ type: ValueType) -> String {
    guard case .declared(let declared) = type, let domain = system.domain(of: declared),
      !interval.isWithin(domain)
    else { return "" }
    frame.canFail = true
    var checks: [String] = []
    if interval.low < domain.lowerBound { checks.append("\(value) >= \(Self.literal(domain.lowerBound))") }
    if interval.high > domain.upperBound { checks.append("\(value) <= \(Self.literal(domain.upperBound))") }
    return "P2P_REQUIRE(\(checks.joined(separator: " && "))); "
  }

  /// A value as the code of a cell.
  mutating func printEncoded(_ value: String, _ type: ValueType) -> String {
    let name = types.name(of: type)
    let offset = 1 - low(of: type)
    // Unsigned, so that the largest codes do not overflow on the way.
    let cast = name == "p2p_code" || name == "uint64_t" ? "(\(name))" : ""
    return "(\(name))(\(cast)\(value) + \(cast)\(Self.literal(offset)))"
  }

  private mutating func printClear(_ type: TypeID, _ lvalue: String) -> String {
    switch system[type].shape {
    case .boolean, .integers, .enumeration, .scalarset, .union:
      return "\(lvalue) = 1;"
    case .record(let fields):
      return fields.enumerated().map { printClear($1.type, "\(lvalue).f\($0)") }.joined(separator: " ")
    case .array(let index, let element):
      let counter = temporary()
      let size = system.domain(of: index).map { $0.upperBound - $0.lowerBound + 1 } ?? 0
      let inner = printClear(element, "\(lvalue).e[\(counter)]")
      return "for (int64_t \(counter) = 0; \(counter) < \(size); \(counter)++) { \(inner) }"
    }
  }

  private mutating func printSelect(
    _ subject: Expression, _ cases: [Statement.Case], _ otherwise: [Statement]
  ) -> String {
    let code = print(subject)
    let name = temporary()
    let arms = cases.map { candidate in
      let tests = candidate.values.map { "\(print($0).text) == \(name)" }
      return "if (\(tests.isEmpty ? "0" : tests.joined(separator: " || "))) {\n\(print(candidate.body))\n}"
    }
    let chain = (arms + ["{\n\(print(otherwise))\n}"]).joined(separator: " else ")
    return
      "{ \(code.interval.number) \(name) = \(code.text); (void)\(name);\n\(chain)\n}"
  }

  mutating func printReturn(_ expression: Expression?) -> String {
    if let end = earlyEnds.last { return printEarlyEnd(expression, end) }
    guard let expression else { return "return;" }
    guard isSimple(expression.type), let result = currentResult else {
      return "return \(printContent(expression));"
    }
    let code = print(expression)
    let name = temporary()
    let type = code.interval.number
    return
      "{ \(type) \(name) = \(code.text); \(printRangeCheck(name, code.interval, .declared(result)))return \(name); }"
  }

  private mutating func printCheck(_ property: PropertyID, _ condition: String) -> String {
    switch system[property].kind {
    case .cover:
      return "if (\(condition)) { if (c && c->covers) c->covers[\(property.index)] = 1; }"
    case .assumption:
      frame.canFail = true
      return "if (!\(condition)) P2P_FAIL(P2P_DROPPED);"
    case .assertion, .invariant, .liveness, .leadsTo:
      frame.canFail = true
      return
        "if (P2P_UNLIKELY(!\(condition))) { c->property = \(property.index); P2P_FAIL(P2P_ASSERTION_FAILED); }"
    }
  }
}
