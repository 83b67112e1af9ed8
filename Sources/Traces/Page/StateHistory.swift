import OrderedJSON

/// The states of a trace without repetition: the shapes of the variables, the first state, and what each step changes.
///
/// Simple values are numbered from 0 through all variables in order. A variable that has not the same shape in all states,
/// as in a file that somebody edited, is one simple value: its text.
struct StateHistory {
  /// Of each variable.
  private(set) var shapes: [JSON] = []
  private(set) var start: [JSON] = []
  /// For each step, number and new value of what it changes, in turns.
  private(set) var changes: [[JSON]] = []

  init(_ document: TraceDocument) {
    let states = document.steps.compactMap(\.contents)
    var isRegular: [Bool] = []
    for (position, content) in (states.first ?? []).enumerated() {
      let shape = Shape(content)
      let keepsShape = shape.map { shape in states.allSatisfy { shape.fits($0[position]) } } ?? false
      isRegular.append(keepsShape)
      shapes.append(keepsShape ? shape?.json ?? .null : .null)
    }
    var before: [JSON]?
    for step in document.steps {
      var change: [JSON] = []
      if let contents = step.contents {
        var values: [JSON] = []
        for (content, isRegular) in zip(contents, isRegular) {
          if isRegular { Self.append(content, to: &values) } else { values.append(.string(content.text)) }
        }
        for (number, (old, new)) in zip(before ?? values, values).enumerated() where old != new {
          change += [.integer(number), new]
        }
        if before == nil { start = values }
        before = values
      }
      changes.append(change)
    }
  }

  private static func append(_ content: Content, to values: inout [JSON]) {
    switch content {
    case .undefined, .boolean, .integer, .symbol: values.append(json(of: content))
    case .record(let fields): for field in fields { append(field.content, to: &values) }
    case .array(let elements): for element in elements { append(element.content, to: &values) }
    }
  }

  /// A simple value; of anything else its text.
  static func json(of content: Content) -> JSON {
    switch content {
    case .undefined: .null
    case .boolean(let value): .boolean(value)
    case .integer(let value):
      // What a browser's numbers cannot hold is shown as text.
      (value.magnitude < 1 << 53 ? Int(exactly: value) : nil).map(JSON.integer) ?? .string("\(value)")
    case .symbol(let name): .string(name)
    case .record, .array: .string(content.text)
    }
  }
}

/// What states of a variable have in common.
private indirect enum Shape {
  case simple
  case record([String], [Shape])
  case array([String], Shape)

  /// Nil if an array's elements differ in shape.
  init?(_ content: Content) {
    switch content {
    case .undefined, .boolean, .integer, .symbol: self = .simple
    case .record(let fields):
      let shapes = fields.compactMap { Shape($0.content) }
      guard shapes.count == fields.count else { return nil }
      self = .record(fields.map(\.name), shapes)
    case .array(let elements):
      guard let first = elements.first, let shape = Shape(first.content),
        elements.allSatisfy({ shape.fits($0.content) })
      else {
        return nil
      }
      self = .array(elements.map(\.index.text), shape)
    }
  }

  func fits(_ content: Content) -> Bool {
    switch (self, content) {
    case (.simple, _): content.isSimple
    case (.record(let names, let shapes), .record(let fields)):
      names.count == fields.count
        && zip(zip(names, shapes), fields).allSatisfy { $0.0 == $1.name && $0.1.fits($1.content) }
    case (.array(let labels, let shape), .array(let elements)):
      labels.count == elements.count
        && zip(labels, elements).allSatisfy { $0 == $1.index.text && shape.fits($1.content) }
    case (.record, _), (.array, _): false
    }
  }

  var json: JSON {
    switch self {
    case .simple: .null
    case .record(let names, let shapes):
      .object(["fields": .array(zip(names, shapes).map { .array([.string($0), $1.json]) })])
    case .array(let labels, let element):
      .object(["index": .array(labels.map(JSON.string)), "of": element.json])
    }
  }
}
