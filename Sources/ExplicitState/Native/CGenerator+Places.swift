import ModelIR

/// Places as C lvalues.
extension CGenerator {
  /// The lvalue (or, below a computed root, the value) of a place; index checks are part of it.
  mutating func print(_ place: Place) -> String {
    var text: String
    switch place.root {
    case .state(let variable):
      text = "s->v\(variable.index)"
    case .local(let local):
      text = frame.storage[local.index] == .pointer ? "(*l\(local.index))" : "l\(local.index)"
    case .value(let expression):
      text = "(\(printContent(expression)))"
    }
    for step in place.path {
      switch step {
      case .field(let field, _):
        text += ".f\(field)"
      case .element(let index, let array):
        guard case .array(let indexType, _) = system[array].shape, let domain = system.domain(of: indexType)
        else {
          preconditionFailure("an element of something that is not an array")
        }
        text += ".e[\(printIndex(index, in: domain))]"
      }
    }
    return text
  }

  private mutating func printIndex(_ index: Expression, in domain: ClosedRange<Value>) -> String {
    let code = print(index)
    let low = Self.literal(domain.lowerBound)
    if code.interval.isWithin(domain) {
      return domain.lowerBound == 0 ? code.text : "\(code.text) - \(low)"
    }
    frame.canFail = true
    let name = temporary()
    let type = code.interval.number
    var checks: [String] = []
    if code.interval.low < domain.lowerBound { checks.append("\(name) >= \(low)") }
    if code.interval.high > domain.upperBound {
      checks.append("\(name) <= \(Self.literal(domain.upperBound))")
    }
    return
      "({ \(type) \(name) = \(code.text); P2P_REQUIRE(\(checks.joined(separator: " && "))); (int64_t)(\(name) - \(low)); })"
  }

  /// The value of a simple place.
  mutating func printRead(_ place: Place) -> CCode {
    if let number = number(of: place) { return number }
    let cell = print(place)
    if definedness.isAlwaysDefined(place) { return decode(cell, place.type) }
    frame.canFail = true
    let name = temporary()
    let value = decode(name, place.type)
    return CCode(
      "({ \(types.name(of: place.type)) \(name) = \(cell); P2P_REQUIRE(\(name) != 0); \(value.text); })",
      value.interval)
  }

  /// The value of a local that is kept as a number; nil for any other place.
  func number(of place: Place) -> CCode? {
    guard case .local(let local) = place.root, place.path.isEmpty, frame.storage[local.index] == .number
    else {
      return nil
    }
    return CCode("l\(local.index)", frame.intervals[local.index])
  }

  /// The value a code stands for.
  func decode(_ code: String, _ type: ValueType) -> CCode {
    let interval = interval(of: type)
    let low = low(of: type)
    let number = interval.number
    if low == 1 { return CCode("(\(number))\(code)", interval) }
    let offset = low > 1 ? "+ \(Self.literal(low - 1))" : "- \(Self.literal(1 - low))"
    return CCode("((\(number))\(code) \(offset))", interval)
  }

  func interval(of type: ValueType) -> Interval {
    switch type {
    case .boolean: .boolean
    case .integer: .everything
    case .declared(let type): system.domain(of: type).map(Interval.init) ?? .everything
    }
  }
}

/// A C expression of type `int64_t` (or anything promoted to it), or `p2p_wide` if its interval is wide.
struct CCode {
  let text: String
  let interval: Interval

  init(_ text: String, _ interval: Interval) {
    self.text = text
    self.interval = interval
  }
}

extension Interval {
  /// The C type that computes it.
  var number: String { isWide ? "p2p_wide" : "int64_t" }
}

extension Interval {
  /// The values of a ruleset's parameter.
  init(_ parameter: Parameter) {
    self.init(low: min(parameter.first, parameter.last), high: max(parameter.first, parameter.last))
  }
}
