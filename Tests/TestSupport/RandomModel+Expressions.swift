/// A piece of expression and how tightly its outermost operator binds.
struct Phrase {
  var text: String
  var level: Level

  /// Murphi's precedence, loosest first.
  enum Level: Int, Comparable {
    case conditional = 1
    case implication, disjunction, conjunction, pipe, caret, ampersand, negation, comparison, shift, sum,
      product
    case complement, primary

    static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
    var next: Level { Level(rawValue: rawValue + 1) ?? .primary }
  }

  static func primary(_ text: String) -> Phrase { Phrase(text: text, level: .primary) }
}

/// An integer expression with the values it can have.
struct NumberPhrase {
  var phrase: Phrase
  var range: ClosedRange<Int>
  var isConstant = false
}

extension ModelAuthor {
  /// The text of an operand, in brackets if it binds more loosely than `level`, and sometimes anyway.
  mutating func operand(_ phrase: Phrase, _ level: Phrase.Level) -> String {
    phrase.level < level || (phrase.level < .primary && chance(30)) ? "(\(phrase.text))" : phrase.text
  }

  mutating func binary(_ left: Phrase, _ symbol: String, _ right: Phrase, _ level: Phrase.Level) -> Phrase {
    let isChain = level != .comparison && level != .implication
    let first = operand(left, isChain ? level : level.next)
    return Phrase(text: "\(first) \(symbol) \(operand(right, level.next))", level: level)
  }

  mutating func conditional(_ condition: Phrase, _ yes: Phrase, _ no: Phrase) -> Phrase {
    let parts = (
      operand(condition, .implication), operand(yes, .implication), operand(no, .implication)
    )
    return Phrase(text: "\(parts.0) ? \(parts.1) : \(parts.2)", level: .conditional)
  }

  /// An expression of any type; nil if nothing in scope can make one (records, arrays, scalarset elements).
  mutating func value(of type: SketchType, depth: Int) -> Phrase? {
    switch type.shape {
    case .boolean: boolean(depth)
    case .range(let range): integer(within: range, depth).phrase
    case .enumeration(let members): member(of: type, members, depth)
    case .scalarset: element(of: type)
    case .array, .record: complexValue(of: type, depth)
    }
  }

  private mutating func complexValue(of type: SketchType, _ depth: Int) -> Phrase? {
    if hasLiterals, chance(60), let literal = literal(of: type, depth, isTyped: false) { return literal }
    return place(where: { $0 == type }).map { .primary($0.text) }
  }

  // MARK: - Places

  /// Some readable place of a type that satisfies the predicate, indices included.
  mutating func place(
    writable: Bool = false, where predicate: (SketchType) -> Bool
  ) -> SketchPlace? {
    // Inside an index only plain variables, or indices would nest without end.
    let roots = scope.filter {
      ($0.isWritable || !writable) && (indexDepth == 0 || $0.type.isSimple) && $0.type.contains(predicate)
    }
    guard var place = pick(roots) else { return nil }
    while !predicate(place.type) {
      switch place.type.shape {
      case .boolean, .range, .enumeration, .scalarset: return nil
      case .record(let fields):
        guard let field = pick(fields.filter { $0.type.contains(predicate) }) else { return nil }
        place.text += ".\(field.name)"
        place.type = field.type
      case .array(let index, let element):
        indexDepth += 1
        let key = value(of: index, depth: chance(20) ? 1 : 0)
        indexDepth -= 1
        guard let key else { return nil }
        place.text += "[\(key.text)]"
        place.type = element
      }
    }
    return place
  }

  /// A read of the place that cannot fail, unless the author dares.
  private mutating func read(_ place: SketchPlace, otherwise: Phrase) -> Phrase {
    guard place.isDoubtful, !dares() else { return .primary(place.text) }
    return conditional(.primary("isundefined(\(place.text))"), otherwise, .primary(place.text))
  }

  // MARK: - Enumerations and scalarsets

  private mutating func member(of type: SketchType, _ members: [String], _ depth: Int) -> Phrase {
    let literal = Phrase.primary(pick(members) ?? "")
    if depth > 0, chance(20) {
      return conditional(boolean(depth - 1), literal, member(of: type, members, depth - 1))
    }
    if chance(50), let place = place(where: { $0 == type }) { return read(place, otherwise: literal) }
    if chance(15), let call = call(returning: { $0 == type }, depth: depth) { return call.phrase }
    return literal
  }

  /// Scalarset elements have no literals: only what is bound or certainly defined will do.
  private mutating func element(of type: SketchType) -> Phrase? {
    let certain = scope.filter { $0.type == type && !$0.isDoubtful }
    if let place = pick(certain) { return .primary(place.text) }
    if risk > 0, chance(30), let place = pick(scope.filter { $0.type == type }) {
      return .primary(place.text)
    }
    return nil
  }

  // MARK: - Calls

  /// A call of a pure function, with the type it returns.
  mutating func call(
    returning predicate: (SketchType) -> Bool, depth: Int
  ) -> (phrase: Phrase, type: SketchType)? {
    guard allowsCalls else { return nil }
    let candidates = functions.filter { $0.isPure && $0.result.map(predicate) ?? false }
    guard let function = pick(candidates), let result = function.result else { return nil }
    guard let arguments = arguments(for: function, depth: max(depth - 1, 0)) else { return nil }
    return (.primary("\(function.name)(\(arguments))"), result)
  }

  mutating func arguments(for function: SketchFunction, depth: Int) -> String? {
    var texts: [String] = []
    for parameter in function.parameters {
      if parameter.isReference {
        guard let place = place(writable: true, where: { $0 == parameter.type }) else { return nil }
        texts.append(place.text)
      } else {
        guard let value = value(of: parameter.type, depth: depth) else { return nil }
        texts.append(value.text)
      }
    }
    return texts.joined(separator: ", ")
  }
}
