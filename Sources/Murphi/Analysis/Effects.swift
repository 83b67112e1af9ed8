import Diagnostics
import ModelIR

/// What calling a function may write.
struct Effects {
  var writesState = false
  /// The `var` parameters it may write.
  var writtenParameters: Set<LocalID> = []
}

/// Walks expressions and statements and collects what they may write.
struct EffectCollector {
  /// Of the functions declared so far.
  let functions: [Effects]
  private(set) var writesState = false
  private(set) var hasCall = false
  private(set) var writtenLocals: Set<LocalID> = []
  /// The first expression whose evaluation writes state.
  private(set) var firstWriter: SourceRange?

  init(functions: [Effects]) { self.functions = functions }

  mutating func visit(_ expression: Expression) {
    switch expression.kind {
    case .constant: break
    case .read(let place), .isUndefined(let place): visit(place)
    case .unary(_, let operand), .isMember(let operand, _), .widened(let operand, _),
      .narrowed(let operand, _, _):
      visit(operand)
    case .binary(_, let left, let right), .sameContent(let left, let right):
      visit(left)
      visit(right)
    case .conditional(let condition, let first, let second):
      visit(condition)
      visit(first)
      visit(second)
    case .quantified(_, let binder, let body):
      visit(binder)
      visit(body)
    case .call(let call): visit(call, at: expression.range)
    }
  }

  mutating func visit(_ statements: [Statement]) {
    for statement in statements { visit(statement) }
  }

  private mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .assign(let place, let value):
      write(place, at: statement.range)
      visit(value)
    case .clear(let place), .undefine(let place): write(place, at: statement.range)
    case .branch(let branches, let otherwise):
      for branch in branches {
        visit(branch.condition)
        visit(branch.body)
      }
      visit(otherwise)
    case .select(let subject, let cases, let otherwise):
      visit(subject)
      for item in cases {
        for value in item.values { visit(value) }
        visit(item.body)
      }
      visit(otherwise)
    case .loop(let binder, let body):
      visit(binder)
      visit(body)
    case .whileLoop(let condition, let body):
      visit(condition)
      visit(body)
    case .call(let call): visit(call, at: statement.range)
    case .leave(let value):
      if let value { visit(value) }
    case .put(.expression(let value)): visit(value)
    case .put(.text), .error: break
    case .check(_, let condition): visit(condition)
    }
  }

  private mutating func visit(_ binder: Binder) {
    switch binder.domain {
    case .type: break
    case .interval(let from, let to, let by):
      visit(from)
      visit(to)
      if let by { visit(by) }
    }
  }

  private mutating func visit(_ place: Place) {
    if case .value(let expression) = place.root { visit(expression) }
    for case .element(let index, _) in place.path { visit(index) }
  }

  private mutating func visit(_ call: Call, at range: SourceRange) {
    hasCall = true
    let callee = functions[call.function.index]
    if callee.writesState { noteState(at: range) }
    for (index, argument) in call.arguments.enumerated() {
      switch argument {
      case .value(let value): visit(value)
      case .reference(let place):
        if callee.writtenParameters.contains(LocalID(index)) { write(place, at: range) } else { visit(place) }
      }
    }
  }

  private mutating func write(_ place: Place, at range: SourceRange) {
    visit(place)
    switch place.root {
    case .state: noteState(at: range)
    case .local(let local): writtenLocals.insert(local)
    case .value: break
    }
  }

  private mutating func noteState(at range: SourceRange) {
    writesState = true
    if firstWriter == nil { firstWriter = range }
  }
}
