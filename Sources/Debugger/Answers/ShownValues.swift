import Diagnostics
import ModelIR
import OrderedJSON

/// What a client was shown and may look into, by the numbers that it was given.
struct ShownValues {
  enum Item {
    case value(ShownValue)
    /// Names with values, as a scope has them.
    case list([(name: String, value: ShownValue)])
    /// What a step has changed.
    case changes([ChangedPlace])
  }

  private var items: [Item] = []

  /// A number to ask by, from 1 on.
  mutating func add(_ item: Item) -> Int {
    items.append(item)
    return items.count
  }

  func item(_ number: Int) -> Item? {
    number >= 1 && number <= items.count ? items[number - 1] : nil
  }

  /// The expression for a part of an item, by the name under which it was shown.
  func place(named name: String, in number: Int) -> String? {
    switch item(number) {
    case .list(let list): return list.first { $0.name == name }?.value.expression
    case .changes(let changes): return changes.first { $0.name == name }?.after.expression
    case .value(let value):
      guard let expression = value.expression else { return nil }
      return name.hasPrefix("[") ? expression + name : "\(expression).\(name)"
    case nil: return nil
    }
  }

  /// A value under its name; what has parts gets a number.
  mutating func json(_ name: String, _ value: ShownValue, text: String? = nil) -> JSON {
    .object([
      "name": .string(name.visible), "value": .string(text ?? value.text), "type": .string(value.typeText),
      "evaluateName": value.expression.map(JSON.string),
      "variablesReference": .integer(value.hasParts ? add(.value(value)) : 0),
      "indexedVariables": value.array == nil ? nil : .integer(value.elementCount),
      "namedVariables": value.fields.map { .integer($0.count) },
    ])
  }

  /// The parts of an item, or of them those that are asked for.
  mutating func parts(_ number: Int, _ arguments: JSON) throws(DebugFailure) -> [JSON] {
    guard let item = item(number) else {
      throw DebugFailure("the run has gone on: there is nothing with the number \(number)")
    }
    let filter = arguments["filter"]?.string
    let count = parts(of: item)
    let isIndexed = if case .value(let value) = item { value.array != nil } else { false }
    if filter == (isIndexed ? "named" : "indexed") { return [] }
    let start = min(max(arguments["start"]?.integer ?? 0, 0), count)
    let wanted = arguments["count"]?.integer ?? 0
    // All of them if the number is left out or 0.
    let end = wanted > 0 ? start + min(wanted, count - start) : count
    var answers: [JSON] = []
    for position in start..<end { answers += [part(position, of: item)].compactMap(\.self) }
    return answers
  }

  private func parts(of item: Item) -> Int {
    switch item {
    case .list(let list): list.count
    case .changes(let changes): changes.count
    case .value(let value): value.fields?.count ?? value.elementCount
    }
  }

  private mutating func part(_ position: Int, of item: Item) -> JSON? {
    switch item {
    case .list(let list): return json(list[position].name, list[position].value)
    case .changes(let changes):
      let change = changes[position]
      return json(change.name, change.after, text: "\(change.before.text) -> \(change.after.text)")
    case .value(let value):
      if let fields = value.fields, let part = value.field(position, fields[position]) {
        return json(fields[position].name, part)
      }
      return value.element(position).map { json($0.name, $0.value) }
    }
  }
}
