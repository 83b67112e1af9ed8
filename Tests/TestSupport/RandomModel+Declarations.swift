/// A type as the author of a random model knows it.
struct SketchType: Hashable, Sendable {
  /// Its name, or for an anonymous type its text.
  var spelling: String
  var shape: Shape

  indirect enum Shape: Hashable, Sendable {
    case boolean
    case range(ClosedRange<Int>)
    case enumeration([String])
    case scalarset(Int)
    case array(index: SketchType, element: SketchType)
    case record([SketchField])
  }

  static let boolean = SketchType(spelling: "boolean", shape: .boolean)

  static func range(_ range: ClosedRange<Int>) -> SketchType {
    SketchType(spelling: "\(range.lowerBound) .. \(range.upperBound)", shape: .range(range))
  }

  var isSimple: Bool {
    switch shape {
    case .boolean, .range, .enumeration, .scalarset: true
    case .array, .record: false
    }
  }

  var isScalarset: Bool {
    if case .scalarset = shape { true } else { false }
  }

  /// The number of values, "undefined" among them.
  var size: Double {
    switch shape {
    case .boolean, .range, .enumeration, .scalarset: Double(valueCount) + 1
    case .array(let index, let element): (0..<index.valueCount).reduce(1.0) { size, _ in size * element.size }
    case .record(let fields): fields.reduce(1.0) { $0 * $1.type.size }
    }
  }

  /// The number of values of a simple type.
  var valueCount: Int {
    switch shape {
    case .boolean: 2
    case .range(let range): range.count
    case .enumeration(let members): members.count
    case .scalarset(let size): size
    case .array, .record: 0
    }
  }

  /// True if some value inside is a scalarset element.
  var holdsScalarset: Bool {
    switch shape {
    case .boolean, .range, .enumeration: false
    case .scalarset: true
    case .array(_, let element): element.holdsScalarset
    case .record(let fields): fields.contains { $0.type.holdsScalarset }
    }
  }

  /// True if this type or a part of it satisfies the predicate.
  func contains(_ predicate: (SketchType) -> Bool) -> Bool {
    if predicate(self) { return true }
    switch shape {
    case .boolean, .range, .enumeration, .scalarset: return false
    case .array(_, let element): return element.contains(predicate)
    case .record(let fields): return fields.contains { $0.type.contains(predicate) }
    }
  }
}

/// A field of a record.
struct SketchField: Hashable, Sendable {
  var name: String
  var type: SketchType
}

/// Something that can be named where text is being written.
struct SketchPlace: Hashable {
  var text: String
  var type: SketchType
  var isWritable: Bool
  /// True if some part may be undefined, so that reading it needs a test first.
  var isDoubtful: Bool
}

/// A function or procedure that can be called.
struct SketchFunction {
  var name: String
  var parameters: [(isReference: Bool, type: SketchType)]
  var result: SketchType?
  /// True if a call changes nothing but its own locals.
  var isPure: Bool
}

extension ModelAuthor {
  mutating func declareConstants() {
    guard chance(60) else { return }
    emit("const")
    for _ in 0..<number(1...3) {
      let (name, value) = (fresh("c"), number(1...6))
      indented { $0.emit("\(name): \($0.chance(20) ? "0x\(String(value, radix: 16))" : "\(value)");") }
      constants.append((name, value))
    }
  }

  mutating func declareTypes() {
    emit("type")
    for _ in 0..<number(1...2) { declare("r", .range(number(-2...1)...number(2...5))) }
    if chance(70) {
      let name = fresh("e")
      declareNamed(name, .enumeration((0..<number(1...4)).map { "\(name)_\($0)" }))
    }
    if chance(55) { declare("s", .scalarset(number(1...3))) }
    let simple = types + [.boolean]
    for _ in 0..<number(0...2) {
      if let index = pick(simple), let element = pick(simple) {
        declare("a", .array(index: index, element: element))
      }
    }
    if chance(60) {
      var fields: [SketchField] = []
      for _ in 0..<number(1...3) {
        if let type = pick(types + [.boolean]) { fields.append(SketchField(name: fresh("f"), type: type)) }
      }
      declare("t", .record(fields))
    }
    if chance(40), let index = pick(simple), let element = pick(types) {
      declare("a", .array(index: index, element: element))
    }
  }

  private mutating func declare(_ stem: String, _ shape: SketchType.Shape) {
    declareNamed(fresh(stem), shape)
  }

  private mutating func declareNamed(_ name: String, _ shape: SketchType.Shape) {
    let text: String
    switch shape {
    case .boolean: text = "boolean"
    case .range(let range): text = "\(range.lowerBound) .. \(range.upperBound)"
    case .enumeration(let members): text = "enum { \(members.joined(separator: ", ")) }"
    case .scalarset(let size): text = "scalarset(\(size))"
    case .array(let index, let element): text = "array [\(index.spelling)] of \(element.spelling)"
    case .record(let fields):
      text = "record " + fields.map { "\($0.name): \($0.type.spelling); " }.joined() + "end"
    }
    indented { $0.emit("\(name): \(text);") }
    types.append(SketchType(spelling: name, shape: shape))
  }

  /// State variables, as many as keep the number of combinations small.
  mutating func declareVariables() {
    var combinations = 1.0
    emit("var")
    for attempt in 0..<8 {
      var type = pick(types + [.boolean, .range(0...3)]) ?? .boolean
      if attempt == 0 { type = types.first ?? .boolean }
      guard combinations * type.size <= (hasMultisets ? 60 : 12_000) else { continue }
      combinations *= type.size
      let name = fresh("v")
      indented { $0.emit("\(name): \(type.spelling);") }
      let doubtful = type.holdsScalarset || chance(12)
      scope.append(SketchPlace(text: name, type: type, isWritable: true, isDoubtful: doubtful))
    }
  }
}
