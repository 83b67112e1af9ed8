import Diagnostics
import ModelIR

/// Aliases. In a body the indices and values of an alias are taken once, where it is declared; in a guard or property,
/// where nothing changes, it simply stands for its expression.
extension Lowering {
  private static let sizeLimit = 2_000

  /// Lowers and declares aliases; each sees those before it.
  mutating func declareAliases(_ aliases: [ConstantSyntax]) -> [(name: Name, operand: Operand)] {
    var result: [(name: Name, operand: Operand)] = []
    for alias in aliases {
      for name in alias.names {
        guard let operand = lower(alias.value), checkSize(operand, at: alias.value.range) else {
          declare(name, .broken)
          continue
        }
        declare(name, .alias(operand))
        result.append((name, operand))
      }
    }
    return result
  }

  private mutating func checkSize(_ operand: Operand, at range: SourceRange) -> Bool {
    guard operand.expression.nodeCount(limit: Self.sizeLimit) > Self.sizeLimit else { return true }
    report(
      .aliasTooLarge, "with the aliases in it expanded, this alias has more than \(Self.sizeLimit) parts",
      at: range,
      help: "compute parts of it in functions")
    return false
  }

  /// An alias statement: first what must be captured, then the body.
  mutating func lowerAlias(
    _ aliases: [ConstantSyntax], _ body: [StatementSyntax], into result: inout [Statement]
  ) {
    let written = locals(writtenNames.names(in: aliases, body))
    scopes.open()
    for alias in aliases {
      for name in alias.names {
        guard let operand = lower(alias.value) else {
          declare(name, .broken)
          continue
        }
        declare(name, .alias(capture(operand, name.text, whereWritten: written, into: &result)))
      }
    }
    result.append(contentsOf: lower(body))
    scopes.close()
  }

  /// The aliases of alias rules, as the body of one rule sees them.
  mutating func lowerBody(
    _ declarations: [DeclarationSyntax], beginning: [StatementSyntax] = [], _ body: [StatementSyntax]
  ) -> [Statement] {
    let hidden = declarations.flatMap { $0.names.map(\.text) }
    let written = locals(writtenNames.names(in: beginning + body).subtracting(hidden))
    var statements: [Statement] = []
    scopes.open()
    for (name, operand) in ruleAliases {
      let captured = capture(operand, name.text, whereWritten: written, into: &statements)
      _ = scopes.declare(Symbol(name: name.text, meaning: .alias(captured), range: name.range))
    }
    scopes.open()
    for declaration in declarations { lowerLocal(declaration) }
    ownDepth = scopes.depth
    statements += lower(beginning)
    ownDepth = nil
    statements += lower(body)
    scopes.close()
    scopes.close()
    return statements
  }

  private var writtenNames: WrittenNames {
    WrittenNames { [scopes, system] name, position in
      guard case .function(let id)? = scopes.symbol(named: name.text)?.meaning else { return false }
      let function = system[id]
      return position < function.parameterCount && function.locals[position].role == .reference
    }
  }

  /// The locals that names stand for here, themselves or as an alias.
  private func locals(_ names: Set<String>) -> Set<LocalID> {
    var result: Set<LocalID> = []
    for name in names {
      switch scopes.symbol(named: name)?.meaning {
      case .local(let local, _, isReadOnly: _): result.insert(local)
      case .alias(let operand):
        if case .local(let local)? = operand.place?.root { result.insert(local) }
      case .constant, .type, .variable, .element, .function, .broken, nil: break
      }
    }
    return result
  }

  /// What an alias stands for from here on: a place whose indices no longer change, or a value taken now.
  ///
  /// An index that is just a bound variable is not captured unless the text behind writes that variable.
  private mutating func capture(
    _ operand: Operand, _ name: String, whereWritten written: Set<LocalID>, into statements: inout [Statement]
  ) -> Operand {
    if operand.isLiteral { return operand }
    var result = operand
    guard var place = operand.place else {
      result.expression = captured(operand.expression, name, into: &statements)
      result.access = .value
      return result
    }
    if case .value(let value) = place.root {
      let temporary = captured(value, name, into: &statements)
      if case .read(let read) = temporary.kind { place.root = read.root }
    }
    result.expression.kind = .read(fixed(place, name, whereWritten: written, into: &statements))
    return result
  }

  /// The place with indices that no longer change.
  mutating func fixed(
    _ place: Place, _ name: String, whereWritten written: Set<LocalID> = [],
    into statements: inout [Statement]
  ) -> Place {
    var place = place
    for (position, step) in place.path.enumerated() {
      guard case .element(let index, let array) = step else { continue }
      if case .constant = index.kind { continue }
      if let local = index.boundLocal, frame[local.index].isLoopLike, !written.contains(local) { continue }
      place.path[position] = .element(captured(index, name, into: &statements), array: array)
    }
    return place
  }

  mutating func captured(
    _ value: Expression, _ name: String, into statements: inout [Statement]
  ) -> Expression {
    let local = addLocal(name, value.type, .variable)
    let place = Place(root: .local(local), type: value.type, range: value.range)
    statements.append(Statement(.assign(place, value), range: value.range))
    return Expression(.read(place), type: value.type, range: value.range)
  }
}

extension Local {
  fileprivate var isLoopLike: Bool { role == .bound || role == .parameter }
}

extension Expression {
  /// The local that this expression just reads.
  var boundLocal: LocalID? {
    guard case .read(let place) = kind, place.path.isEmpty, case .local(let local) = place.root else {
      return nil
    }
    return local
  }

  /// How many nodes the tree has, counting no further than `limit + 1`.
  func nodeCount(limit: Int) -> Int {
    var count = 0
    var pending = [self]
    func push(_ place: Place) {
      if case .value(let value) = place.root { pending.append(value) }
      for case .element(let index, _) in place.path { pending.append(index) }
    }
    while let expression = pending.popLast(), count <= limit {
      count += 1
      switch expression.kind {
      case .constant: break
      case .read(let place), .isUndefined(let place): push(place)
      case .unary(_, let a), .isMember(let a, _), .widened(let a, _), .narrowed(let a, _, _):
        pending.append(a)
      case .binary(_, let a, let b), .sameContent(let a, let b): pending += [a, b]
      case .conditional(let a, let b, let c): pending += [a, b, c]
      case .quantified(_, let binder, let body):
        pending.append(body)
        if case .interval(let from, let to, let by) = binder.domain {
          pending += [from, to] + (by.map { [$0] } ?? [])
        }
      case .call(let call):
        for argument in call.arguments {
          switch argument {
          case .value(let value): pending.append(value)
          case .reference(let place): push(place)
          }
        }
      }
    }
    return count
  }
}
