import ModelIR

/// What bodies do before they end.
extension [Statement] {
  /// A body that does something more before it ends, wherever it does.
  func ending(with last: [Statement]) -> [Statement] { beforeLeaving(last) + last }

  private func beforeLeaving(_ last: [Statement]) -> [Statement] {
    flatMap { statement -> [Statement] in
      var statement = statement
      switch statement.kind {
      case .leave: return last + [statement]
      case .branch(let branches, let otherwise):
        statement.kind = .branch(
          branches.map { Statement.Branch(condition: $0.condition, body: $0.body.beforeLeaving(last)) },
          otherwise: otherwise.beforeLeaving(last))
      case .select(let subject, let cases, let otherwise):
        statement.kind = .select(
          subject, cases.map { Statement.Case(values: $0.values, body: $0.body.beforeLeaving(last)) },
          otherwise: otherwise.beforeLeaving(last))
      case .loop(let binder, let body): statement.kind = .loop(binder, body.beforeLeaving(last))
      case .whileLoop(let condition, let body):
        statement.kind = .whileLoop(condition, body.beforeLeaving(last))
      case .assign, .clear, .undefine, .call, .put, .error, .check: break
      }
      return [statement]
    }
  }
}
