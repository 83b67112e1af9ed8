/// Writes a transition system out in full: `print --format ir`.
///
/// Statements are shown one per line, expressions with all their brackets; `x'3` is local number 3 where its name alone
/// would not tell which one is meant.
package struct SystemText {
  let system: TransitionSystem
  var lines: [String] = []
  var depth = 0

  package static func text(of system: TransitionSystem) -> String {
    var text = SystemText(system: system)
    text.drawTypes()
    text.drawVariables()
    for function in system.functions { text.draw(function) }
    for start in system.startStates { text.draw(start, keyword: "startstate") }
    for rule in system.rules { text.draw(rule, keyword: "rule") }
    for property in system.properties { text.draw(property) }
    return text.lines.map { $0 + "\n" }.joined()
  }

  mutating func add(_ line: String) {
    lines.append(String(repeating: " ", count: 2 * depth) + line)
  }

  mutating func nest(_ body: (inout SystemText) -> Void) {
    depth += 1
    body(&self)
    depth -= 1
  }

  private mutating func drawTypes() {
    for id in system.types.indices.map(TypeID.init) {
      let name = system[id].name.map { " \($0)" } ?? ""
      let cells = system.cellCount(of: id).map { "\($0)" } ?? "too many"
      add("type #\(id.index)\(name) = \(shape(of: id)), cells: \(cells)")
    }
  }

  private func shape(of id: TypeID) -> String {
    switch system[id].shape {
    case .boolean: return "boolean"
    case .integers(let low, let high): return "\(low) .. \(high)"
    case .enumeration(let members): return "enum { \(members.joined(separator: ", ")) }"
    case .scalarset(let size): return "scalarset (\(size))"
    case .union(let alternatives, let offsets, _):
      return "union { "
        + zip(alternatives, offsets).map { "\(name(of: $0)) from \($1)" }.joined(separator: ", ") + " }"
    case .array(let index, let element): return "array [\(name(of: index))] of \(name(of: element))"
    case .record(let fields):
      return "record { " + fields.map { "\($0.name): \(name(of: $0.type))" }.joined(separator: "; ") + " }"
    }
  }

  func name(of id: TypeID) -> String { system[id].name ?? "#\(id.index)" }

  func name(of type: ValueType) -> String {
    switch type {
    case .boolean: "boolean"
    case .integer: "integer"
    case .declared(let id): name(of: id)
    }
  }

  private mutating func drawVariables() {
    for variable in system.variables {
      let view = variable.view.map { ", view: \($0)" } ?? ""
      add("var \(variable.name): \(name(of: variable.type))\(view)")
    }
  }

  private mutating func draw(_ function: Function) {
    let result = function.result.map { ": \(name(of: $0))" } ?? ""
    add("function \(function.name)\(result)\(text(of: function.anchor))")
    let locals = function.locals
    nest { text in
      text.draw(locals)
      text.draw(function.body, locals)
    }
  }

  private mutating func draw(_ rule: Rule, keyword: String) {
    let fairness = rule.fairness.map { ", \($0.rawValue) fairness" } ?? ""
    add("\(keyword) \"\(rule.name)\"\(fairness)\(text(of: rule.anchor))")
    nest { text in
      text.draw(rule.parameters)
      text.draw(rule.locals)
      if let condition = rule.guardCondition {
        text.add("guard \(text.text(of: condition, rule.locals))")
      }
      text.draw(rule.body, rule.locals)
    }
  }

  private mutating func draw(_ property: Property) {
    add("\(property.kind.rawValue) \"\(property.name)\"")
    nest { text in
      text.draw(property.parameters)
      text.draw(property.locals)
      if let (premise, goal) = property.leadsTo {
        text.add("\(text.text(of: premise, property.locals)) ~> \(text.text(of: goal, property.locals))")
      } else if let condition = property.condition {
        text.add(text.text(of: condition, property.locals))
      }
    }
  }

  private mutating func draw(_ parameters: [Parameter]) {
    for parameter in parameters {
      let values = "\(parameter.first) to \(parameter.last) by \(parameter.step)"
      add("parameter \(parameter.name): \(name(of: parameter.type)) := \(values)")
    }
  }

  private mutating func draw(_ locals: [Local]) {
    for (index, local) in locals.enumerated() {
      let role =
        switch local.role {
        case .variable: "variable"
        case .parameter: "parameter"
        case .reference: "reference"
        case .bound: "bound"
        }
      add("local \(local.name)'\(index): \(name(of: local.type)), \(role)")
    }
  }

  private func text(of anchor: KernelAnchor?) -> String {
    anchor.map { "  -- \($0.file) \($0.function)" } ?? ""
  }
}
