import ModelIR

/// Functions, procedures and calls of them.
extension CGenerator {
  /// Prototypes first, then bodies, callees before callers so that `functionsThatFail` is known when it is asked.
  mutating func printFunctions() -> String {
    var bodies: [String] = []
    var prototypes: [String] = []
    for id in CallGraph(system).calleesFirst {
      let function = system[id]
      frame = CFrame(locals: function.locals, body: function.body, system: system)
      for index in 0..<function.parameterCount
      where frame.storage[index] == .number && undefinedArguments.contains(index, of: id) {
        frame.storage[index] = .cells
      }
      currentResult = function.result
      let head = printHead(id)
      prototypes.append("\(head);")
      let declarations = printVariables(from: function.parameterCount)
      var body = printPoll(isLong(function.body)) + print(function.body)
      if function.result != nil, !function.body.endsWithReturn {
        frame.canFail = true
        body += "\nP2P_FAIL(P2P_FAILED);"
      }
      functionsThatFail[id.index] = frame.canFail || recursive.contains(id)
      bodies.append("\(head) {\n(void)c; (void)s;\n\(declarations)\(body)\n\(printFail(function.result))}\n")
    }
    currentResult = nil
    return (prototypes + bodies).joined(separator: "\n")
  }

  private mutating func printHead(_ id: FunctionID) -> String {
    let function = system[id]
    let parameters = function.locals.prefix(function.parameterCount).enumerated().map { index, local in
      switch frame.storage[index] {
      case .number: "\(frame.intervals[index].number) l\(index)"
      case .cells: "\(types.name(of: local.type)) l\(index)"
      case .pointer: "\(types.name(of: local.type)) *l\(index)"
      }
    }
    let all = ["p2p_context *c", "state_t *s"] + parameters
    return "static \(printResult(function.result)) f\(id.index)(\(all.joined(separator: ", ")))"
  }

  private mutating func printResult(_ result: TypeID?) -> String {
    guard let result else { return "void" }
    guard let domain = system.domain(of: result) else { return types.name(of: result) }
    return Interval(domain).number
  }

  /// Declarations of the locals that are not parameters and not bound; undefined at first.
  mutating func printVariables(from first: Int) -> String {
    frame.locals.enumerated().dropFirst(first).filter { $1.role == .variable }.map { index, local in
      let name = types.name(of: local.type)
      return "\(name) l\(index); memset(&l\(index), 0, sizeof l\(index));\n"
    }.joined()
  }

  private mutating func printFail(_ result: TypeID?) -> String {
    guard frame.canFail else { return "" }
    guard let result else { return "return;\nfail:\nreturn;\n" }
    guard system.domain(of: result) == nil else { return "fail:\nreturn 0;\n" }
    return
      "fail: { \(types.name(of: result)) nothing; memset(&nothing, 0, sizeof nothing); return nothing; }\n"
  }

  /// An argument for a parameter that may be undefined: a cell, 0 if the argument is an undefined variable.
  private mutating func printCellArgument(_ argument: Expression, _ name: String, _ type: ValueType) -> String
  {
    let (cell, value) = (temporary(), temporary())
    var setup = ""
    let code: CCode
    if case .read(let place) = argument.kind, number(of: place) == nil {
      setup = "\(types.name(of: place.type)) \(cell) = \(print(place)); if (\(cell)) "
      code = decode(cell, place.type)
    } else {
      code = print(argument)
    }
    let number = code.interval.number
    return "\(types.name(of: type)) \(name) = 0; \(setup){ \(number) \(value) = \(code.text); "
      + "\(printRangeCheck(value, code.interval, type))\(name) = \(printEncoded(value, type)); } "
  }

  mutating func printCall(_ call: Call) -> CCode {
    let function = system[call.function]
    var setup = ""
    var arguments = ["c", "(state_t *)s"]
    for (position, (argument, parameter)) in zip(call.arguments, function.locals).enumerated() {
      var name = temporary()
      switch argument {
      case .reference(let place):
        setup += "\(types.name(of: parameter.type)) *\(name) = &\(print(place)); "
      case .value(let expression):
        guard isSimple(parameter.type) else {
          setup += "\(types.name(of: parameter.type)) \(name) = \(printContent(expression)); "
          break
        }
        guard !undefinedArguments.contains(position, of: call.function) else {
          setup += printCellArgument(expression, name, parameter.type)
          break
        }
        let code = print(expression)
        if isPlain(expression) {
          name = code.text
        } else {
          setup += "\(code.interval.number) \(name) = \(code.text); "
        }
        setup += printRangeCheck(name, code.interval, parameter.type)
      }
      arguments.append(name)
    }
    let invocation = "f\(call.function.index)(\(arguments.joined(separator: ", ")))"
    let fails = functionsThatFail[call.function.index]
    if fails || stepsMayRunOut { frame.canFail = true }
    var before = setup
    var after = ""
    if stepsMayRunOut {
      before += "P2P_SPEND(1); P2P_REQUIRE(c->depth < P2P_MAXIMUM_DEPTH); c->depth++; "
      after += " c->depth--;"
    }
    if fails { after += " if (P2P_UNLIKELY(c->status)) goto fail;" }
    guard let result = function.result else {
      return CCode("({ \(before)\(invocation);\(after) 0; })", .boolean)
    }
    let interval = system.domain(of: result).map(Interval.init) ?? .boolean
    guard !before.isEmpty || !after.isEmpty else { return CCode(invocation, interval) }
    let value = temporary()
    return CCode(
      "({ \(before)\(printResult(result)) \(value) = \(invocation);\(after) \(value); })", interval)
  }

  /// Nothing that is evaluated between here and its use can change or fail it.
  private func isPlain(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .constant: true
    case .read(let place): number(of: place) != nil
    case .unary, .binary, .sameContent, .conditional, .quantified, .isUndefined, .isMember, .widened,
      .narrowed, .call:
      false
    }
  }
}
