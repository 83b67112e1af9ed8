import ModelIR

/// Watched iterations: all elements are gone through, and the context says that nothing may stop it.
extension CGenerator {
  /// Where a `return` in a watched loop goes on, after noting that it was met.
  struct EarlyEnd {
    let flag: String
    let label: String
  }

  /// Code that is one iteration over all values of the binder, put between notes that it begins and ends.
  mutating func printWatched(_ binder: Binder, _ loop: (inout CGenerator) -> String) -> String {
    guard let watch = frame.locals[binder.local.index].watch else { return loop(&self) }
    frame.canFail = true
    let outer = temporary()
    return "int \(outer) = c->watch; c->watch = \(watch + 1); \(loop(&self)) c->watch = \(outer);"
  }

  /// A `for`; a watched one that can end early does so after its last iteration.
  mutating func printWatchedLoop(_ binder: Binder, _ body: [Statement]) -> String {
    guard frame.locals[binder.local.index].watch != nil, let ending = body.firstReturn else {
      return "{ \(printWatched(binder) { generator in generator.printPolledLoop(binder, body) }) }"
    }
    let end = EarlyEnd(flag: temporary(), label: temporary())
    earlyEnds.append(end)
    let loop = printWatched(binder) { generator in
      generator.printPolledLoop(binder, body, end: "\n\(end.label): ;")
    }
    earlyEnds.removeLast()
    return "{ int \(end.flag) = 0; \(loop) if (\(end.flag)) \(printReturn(ending.value)) }"
  }

  private mutating func printPolledLoop(_ binder: Binder, _ body: [Statement], end: String = "") -> String {
    printLoop(binder) { $0.printPoll($0.isLong(body)) + $0.print(body) + end }
  }

  /// Every `return` of a watched loop has the same value: here it is only tried.
  mutating func printEarlyEnd(_ expression: Expression?, _ end: EarlyEnd) -> String {
    var value = ""
    if let expression {
      if isSimple(expression.type), let result = currentResult {
        let code = print(expression)
        let name = temporary()
        value =
          "\(code.interval.number) \(name) = \(code.text); (void)\(name); "
          + printRangeCheck(name, code.interval, .declared(result))
      } else {
        value = "(void)\(printContent(expression)); "
      }
    }
    return "{ \(value)\(end.flag) = 1; goto \(end.label); }"
  }
}

extension [Statement] {
  /// The first `return` in the list, however deep.
  fileprivate var firstReturn: (value: Expression?, Void)? {
    var found: (Expression?, Void)?
    BodyWalk(statement: { statement in
      if case .leave(let value) = statement.kind, found == nil { found = (value, ()) }
    }).visit(self)
    return found
  }
}

extension TransitionSystem {
  /// True if some bound variable is watched.
  var hasWatches: Bool {
    (rules.map(\.locals) + functions.map(\.locals) + properties.map(\.locals)).joined().contains {
      $0.watch != nil
    }
  }
}
