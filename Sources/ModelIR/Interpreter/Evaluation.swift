import Diagnostics

/// Why an evaluation stopped before its end.
enum Abort: Error {
  case failure(Failure)
  /// An `assume` statement does not hold.
  case dropped
}

/// One evaluation: a row of cells with the state first and the frames of active calls behind it.
struct Evaluation {
  let interpreter: Interpreter
  var memory: [Value?]
  /// Where the current frame starts in `memory`, its layout, and its locals.
  var base: Int
  var frame: CellMap.Frame
  var locals: [Local]
  /// The result type of the active function, if it is one.
  var result: TypeID?
  var depth = 0
  var deepest = Interpreter.maximumDepth
  var fuel = Interpreter.fuel
  var covers: [PropertyID] = []
  /// Whether a failure is explained, and the value of the condition that led to it.
  var explainsFailures = false
  var failureReason: Reason?
  /// Whether a connective is explained by each part that decides it instead of the first.
  var explainsAllParts = false
  /// Whether what is so for every value of a bound variable is told with what was read for each.
  var explainsEveryValue = false

  var system: TransitionSystem { interpreter.system }
  var map: CellMap { interpreter.map }

  init(_ interpreter: Interpreter, state: State, locals: [Local]) {
    self.interpreter = interpreter
    self.memory = state.cells
    self.base = state.cells.count
    self.frame = interpreter.map.frame(locals)
    self.locals = locals
    memory.append(contentsOf: repeatElement(nil, count: frame.size))
  }

  var state: State { State(cells: Array(memory.prefix(map.stateSize))) }

  mutating func bind(_ parameters: [Parameter], to arguments: [Value]) {
    for (parameter, value) in zip(parameters, arguments) {
      memory[base + frame.offsets[parameter.local.index]] = value
    }
  }

  /// Does one iteration of what a bound variable goes through; where that is watched, nothing may stop it.
  mutating func iterate<Result>(
    _ local: LocalID, _ value: Value, at range: SourceRange,
    _ action: (inout Evaluation) throws(Abort) -> Result
  ) throws(Abort) -> Result {
    memory[base + frame.offsets[local.index]] = value
    guard let watch = locals[local.index].watch else { return try action(&self) }
    do throws(Abort) {
      return try action(&self)
    } catch {
      if case .failure(let failure) = error, failure.kind == .orderMatters || failure.kind == .stopped {
        throw error
      }
      var failure = Failure(
        .orderMatters, "what fails here may depend on the order of the elements", at: range)
      failure.watch = watch
      throw .failure(failure)
    }
  }

  /// Ends an evaluation for whose end nobody waits any longer.
  func poll(at range: SourceRange) throws(Abort) {
    guard interpreter.stop?.isRaised == true else { return }
    throw .failure(Failure(.stopped, "the evaluation was stopped", at: range))
  }

  /// Pays for `count` steps.
  mutating func spend(_ count: Value, at range: SourceRange) throws(Abort) {
    guard count <= Value(fuel) else {
      throw .failure(
        Failure(
          .stepBound, "more than \(Interpreter.fuel) steps in one evaluation: a loop without end?", at: range)
      )
    }
    fuel -= Int(count)
  }
}
