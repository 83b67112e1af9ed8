/// Statements, one per line.
extension SystemText {
  mutating func draw(_ statements: [Statement], _ locals: [Local]) {
    for statement in statements { draw(statement, locals) }
  }

  private mutating func draw(_ statement: Statement, _ locals: [Local]) {
    switch statement.kind {
    case .assign(let place, let value): add("\(text(of: place, locals)) := \(text(of: value, locals))")
    case .clear(let place): add("clear \(text(of: place, locals))")
    case .undefine(let place): add("undefine \(text(of: place, locals))")
    case .branch(let branches, let otherwise):
      for (position, branch) in branches.enumerated() {
        add("\(position == 0 ? "if" : "elsif") \(text(of: branch.condition, locals))")
        nest { $0.draw(branch.body, locals) }
      }
      drawOtherwise(otherwise, locals)
    case .select(let subject, let cases, let otherwise):
      add("switch \(text(of: subject, locals))")
      for one in cases {
        add("case \(one.values.map { text(of: $0, locals) }.joined(separator: ", "))")
        nest { $0.draw(one.body, locals) }
      }
      drawOtherwise(otherwise, locals)
    case .loop(let binder, let body):
      add("for \(text(of: binder, locals))")
      nest { $0.draw(body, locals) }
    case .whileLoop(let condition, let body):
      add("while \(text(of: condition, locals))")
      nest { $0.draw(body, locals) }
    case .call(let call): add(text(of: call, locals))
    case .leave(let value): add("return" + (value.map { " \(text(of: $0, locals))" } ?? ""))
    case .put(.text(let text)): add("put \"\(text)\"")
    case .put(.expression(let value)): add("put \(text(of: value, locals))")
    case .error(let message): add("error \"\(message)\"")
    case .check(let id, let condition):
      add("\(system[id].kind.rawValue) \"\(system[id].name)\" \(text(of: condition, locals))")
    }
  }

  private mutating func drawOtherwise(_ statements: [Statement], _ locals: [Local]) {
    guard !statements.isEmpty else { return }
    add("else")
    nest { $0.draw(statements, locals) }
  }
}
