/// What expressions hold besides simple, defined values.
extension Interpreter {
  /// The cells of any expression over a state; a place that is undefined has undefined cells, and is no failure.
  package func content(
    of expression: Expression, locals: [Local], parameters: [Parameter] = [], arguments: [Value] = [],
    in state: State
  ) throws(Failure) -> [Value?] {
    var evaluation = Evaluation(self, state: state, locals: locals)
    evaluation.bind(parameters, to: arguments)
    do throws(Abort) {
      try evaluation.poll(at: expression.range)
      if case .read(let place) = expression.kind { return try evaluation.content(at: place) }
      return try evaluation.content(of: expression)
    } catch {
      switch error {
      case .failure(let failure): throw failure
      // An assumption in a function that does not hold: there is no value.
      case .dropped:
        throw Failure(.undefinedRead, "an assumption in a function does not hold", at: expression.range)
      }
    }
  }
}
