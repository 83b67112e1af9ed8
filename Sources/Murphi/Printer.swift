import Diagnostics
import ModelIR

/// Writes a syntax tree as plain Murphi: includes flattened, settings in place, annotations as comments.
struct Printer {
  private(set) var output = ""
  private var indentation = 0

  mutating func print(_ model: ModelSyntax) {
    for item in model.items {
      switch item {
      case .declaration(let declaration): print(declaration)
      case .procedure(let procedure): print(procedure)
      case .rule(let rule): print(rule)
      case .version(let annotation), .refinement(let annotation): print([annotation])
      case .include, .processStart: break
      }
    }
  }

  // MARK: Lines

  private mutating func line(_ text: String) {
    output += text.isEmpty ? "\n" : String(repeating: "  ", count: indentation) + text + "\n"
  }

  private mutating func indented(_ body: (inout Printer) -> Void) {
    indentation += 1
    body(&self)
    indentation -= 1
  }

  private mutating func print(_ annotations: [Annotation]) {
    for annotation in annotations {
      var text = annotation.words.joined(separator: " ")
      // In an instance names are others than in its text.
      if let condition = annotation.condition { text = "needs \(condition.text)" }
      if case .value(let value)? = annotation.result { text = "returns \(value.text)" }
      line("--@ \(text)")
    }
  }

  // MARK: Declarations

  private mutating func print(_ declaration: DeclarationSyntax) {
    switch declaration {
    case .constant(let constant): line("const \(text(constant));")
    case .type(let entry):
      print(entry.annotations)
      line("type \(text(entry));")
    case .variable(let entry):
      print(entry.annotations)
      line("var \(text(entry));")
    }
  }

  private func text(_ constant: ConstantSyntax) -> String {
    "\(text(constant.names)): \(constant.value.text)"
  }

  private func text(_ entry: TypedNamesSyntax) -> String { "\(text(entry.names)): \(entry.type.text)" }

  private func text(_ names: [Name]) -> String { names.map(\.text).joined(separator: ", ") }

  private mutating func print(_ procedure: ProcedureSyntax) {
    line("")
    print(procedure.annotations)
    let parameters = procedure.parameters.map {
      "\($0.isReference ? "var " : "")\(text($0.names)): \($0.type.text)"
    }
    let result = procedure.result.map { ": \($0.text)" } ?? ""
    let keyword = procedure.result == nil ? "procedure" : "function"
    line("\(keyword) \(procedure.name.text)(\(parameters.joined(separator: "; ")))\(result);")
    indented { printer in
      for declaration in procedure.declarations { printer.print(declaration) }
    }
    print(begin: procedure.body, end: "end;")
  }

  private mutating func print(begin body: [StatementSyntax], end: String) {
    line("begin")
    indented { $0.print(body) }
    line(end)
  }

  // MARK: Rules

  private mutating func print(_ rule: RuleSyntax) {
    line("")
    switch rule {
    case .step(let step): print(step)
    case .property(let property): print(property)
    case .ruleset(let quantifiers, let rules, _):
      line("ruleset \(quantifiers.map(\.text).joined(separator: "; ")) do")
      indented { printer in
        for rule in rules { printer.print(rule) }
      }
      line("end;")
    case .choose(let element, let rules, _):
      line("choose \(element.text) do")
      indented { printer in
        for rule in rules { printer.print(rule) }
      }
      line("end;")
    case .alias(let aliases, let rules, _):
      print(aliases)
      indented { printer in
        for rule in rules { printer.print(rule) }
      }
      line("end;")
    }
  }

  private mutating func print(_ aliases: [ConstantSyntax]) {
    line("alias")
    indented { printer in
      for alias in aliases { printer.line("\(printer.text(alias));") }
    }
    line("do")
  }

  private mutating func print(_ step: StepSyntax) {
    print(step.annotations)
    line((step.isStart ? "startstate" : "rule") + (step.name.map { " \($0.quoted)" } ?? ""))
    if let condition = step.guardCondition {
      indented { $0.line(condition.text) }
      line("==>")
    }
    indented { printer in
      for declaration in step.declarations { printer.print(declaration) }
    }
    print(begin: step.beginning + step.body, end: "end;")
  }

  private mutating func print(_ property: PropertySyntax) {
    print(property.annotations)
    let message = property.message.map { "\($0.quoted) " } ?? ""
    let goal = property.goal.map { " ~> \($0.text)" } ?? ""
    line("\(property.category.rawValue) \(message)\(property.condition.text)\(goal);")
  }

  // MARK: Statements

  private mutating func print(_ statements: [StatementSyntax]) {
    for statement in statements { print(statement) }
  }

  private mutating func print(_ statement: StatementSyntax) {
    switch statement.kind {
    case .property(let property): print(property)
    case .change(let target, let symbol, let value):
      line("\(target.text) := \(target.text) \(symbol.rawValue) \(value.text(atLeast: symbol.level + 1));")
    case .assign(let target, let value): line("\(target.text) := \(value.text);")
    case .alias(let aliases, let body):
      print(aliases)
      indented { $0.print(body) }
      line("end;")
    case .error(let message): line("error \(message.quoted);")
    case .clear(let target): line("clear \(target.text);")
    case .undefine(let target): line("undefine \(target.text);")
    case .forLoop(let quantifier, let body):
      line("for \(quantifier.text) do")
      indented { $0.print(body) }
      line("end;")
    case .whileLoop(let condition, let body):
      line("while \(condition.text) do")
      indented { $0.print(body) }
      line("end;")
    case .branch(let branches, let otherwise): print(branches, otherwise)
    case .select(let subject, let cases, let otherwise): print(subject, cases, otherwise)
    case .putText(let text): line("put \(text.quoted);")
    case .put(let value): line("put \(value.text);")
    case .leave(let value): line(value.map { "return \($0.text);" } ?? "return;")
    case .call(let name, let arguments):
      line("\(name.text)(\(arguments.map(\.text).joined(separator: ", ")));")
    case .removeElements(let element, let condition):
      line("MultiSetRemovePred(\(element.text), \(condition.text));")
    }
  }

  private mutating func print(_ branches: [StatementSyntax.Branch], _ otherwise: [StatementSyntax]?) {
    for (index, branch) in branches.enumerated() {
      line("\(index == 0 ? "if" : "elsif") \(branch.condition.text) then")
      indented { $0.print(branch.body) }
    }
    printElse(otherwise)
  }

  private mutating func print(
    _ subject: ExpressionSyntax, _ cases: [StatementSyntax.Case], _ otherwise: [StatementSyntax]?
  ) {
    line("switch \(subject.text)")
    for item in cases {
      line("case \(item.values.map(\.text).joined(separator: ", ")):")
      indented { $0.print(item.body) }
    }
    printElse(otherwise)
  }

  private mutating func printElse(_ otherwise: [StatementSyntax]?) {
    if let otherwise {
      line("else")
      indented { $0.print(otherwise) }
    }
    line("end;")
  }
}

extension StringSyntax {
  fileprivate var quoted: String { "\"\(raw.visible)\"" }
}

extension QuantifierSyntax {
  fileprivate var text: String {
    switch domain {
    case .type(let type): "\(name.text): \(type.text)"
    case .interval(let from, let to, let by):
      "\(name.text) := \(from.text) to \(to.text)\(by.map { " by \($0.text)" } ?? "")"
    }
  }
}

extension ElementSyntax {
  fileprivate var text: String { "\(name.text): \(multiset.text)" }
}

extension TypeSyntax {
  fileprivate var text: String {
    switch kind {
    case .boolean: "boolean"
    case .named(let name): name
    case .interval(let low, let high): "\(low.text) .. \(high.text)"
    case .enumeration(let members): "enum {\(members.map(\.text).joined(separator: ", "))}"
    case .record(let fields):
      "record "
        + fields.map { "\($0.names.map(\.text).joined(separator: ", ")): \($0.type.text); " }.joined() + "end"
    case .array(let index, let element): "array [\(index.text)] of \(element.text)"
    case .multiset(let capacity, let element): "multiset [\(capacity.text)] of \(element.text)"
    case .scalarset(let size): "scalarset(\(size.text))"
    case .union(let members): "union {\(members.map(\.text).joined(separator: ", "))}"
    case .missing: "boolean"
    }
  }
}

extension ExpressionSyntax {
  fileprivate var text: String {
    switch kind {
    case .number(let value): return "\(value ?? 0)"
    case .designator(let name, let steps): return name.text + steps.map(\.text).joined()
    case .call(let name, let arguments):
      return "\(name.text)(\(arguments.map(\.text).joined(separator: ", ")))"
    case .unary(let operation, let operand):
      return operation.rawValue + operand.text(atLeast: operation == .not ? 9 : 13)
    case .chain(let first, let links):
      guard let symbol = links.first?.symbol else { return first.text }
      let level = symbol.level
      return first.text(atLeast: symbol.isAssociative ? level : level + 1)
        + links.map { " \($0.symbol.rawValue) \($0.operand.text(atLeast: level + 1))" }.joined()
    case .conditional(let condition, let first, let second):
      return "(\(condition.text(atLeast: 2)) ? \(first.text) : \(second.text(atLeast: 2)))"
    case .quantified(let isForall, let quantifier, let body):
      return "\(isForall ? "forall" : "exists") \(quantifier.text) do \(body.text) end"
    case .folded(let kind, let quantifier, let body):
      return "\(kind.rawValue) \(quantifier.text) do \(body.text) end"
    case .countElements(let element, let condition):
      return "MultiSetCount(\(element.text), \(condition.text))"
    case .isMember(let value, let type): return "ismember(\(value.text), \(type.text))"
    case .isUndefined(let place): return "isundefined(\(place.text))"
    case .literal(let literal): return literal.text
    case .primed(let operand): return operand.text(atLeast: 15) + "'"
    case .missing: return "0"
    }
  }

  fileprivate func text(atLeast level: Int) -> String { precedence < level ? "(\(text))" : text }

  private var precedence: Int {
    switch kind {
    case .chain(_, let links): links.first?.symbol.level ?? 15
    case .unary(.not, _): 8
    case .unary(.negate, _): 12
    case .unary(.complement, _): 13
    case .number, .designator, .call, .conditional, .quantified, .folded, .countElements, .isMember,
      .isUndefined, .literal, .primed, .missing:
      15
    }
  }
}

extension LiteralSyntax {
  fileprivate var text: String {
    let parts =
      switch content {
      case .parts(let parts):
        parts.map { part in (part.name.map { "\($0.text): " } ?? "") + part.value.text }
          .joined(separator: ", ")
      case .each(let quantifier, let value): "for \(quantifier.text) do \(value.text) end"
      case .change(let base, let changes):
        "\(base.text) with "
          + changes.map { change in
            let path = change.path.map(\.text).joined()
            return "\(path.hasPrefix(".") ? String(path.dropFirst()) : path): \(change.value.text)"
          }.joined(separator: ", ")
      }
    return "\(type?.text ?? ""){\(parts)}"
  }
}

extension ExpressionSyntax.Step {
  fileprivate var text: String {
    switch self {
    case .field(let name): ".\(name.text)"
    case .index(let index): "[\(index.text)]"
    }
  }
}
