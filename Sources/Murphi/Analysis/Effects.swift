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

  mutating func visit(_ expression: Expression) { collect { $0.visit(expression) } }

  mutating func visit(_ statements: [Statement]) { collect { $0.visit(statements) } }

  private mutating func collect(_ visit: (BodyWalk) -> Void) {
    var found = self
    visit(BodyWalk(statement: { found.note($0) }, expression: { found.note($0) }))
    self = found
  }

  private mutating func note(_ statement: Statement) {
    switch statement.kind {
    case .assign(let place, _), .clear(let place), .undefine(let place): write(place, at: statement.range)
    case .call(let call): note(call, at: statement.range)
    case .branch, .select, .loop, .whileLoop, .leave, .put, .error, .check: break
    }
  }

  private mutating func note(_ expression: Expression) {
    if case .call(let call) = expression.kind { note(call, at: expression.range) }
  }

  private mutating func note(_ call: Call, at range: SourceRange) {
    hasCall = true
    let callee = functions[call.function.index]
    if callee.writesState { noteState(at: range) }
    for (index, argument) in call.arguments.enumerated() {
      guard case .reference(let place) = argument, callee.writtenParameters.contains(LocalID(index)) else {
        continue
      }
      write(place, at: range)
    }
  }

  private mutating func write(_ place: Place, at range: SourceRange) {
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
