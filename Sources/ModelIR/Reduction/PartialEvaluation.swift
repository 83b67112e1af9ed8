/// Evaluates what does not depend on the state, or on one cell of it only.
struct PartialEvaluation {
  /// What is known of a simple expression.
  enum Known: Hashable {
    case value(Value)
    /// Evaluating it fails.
    case fails
    case unknown

    /// What becomes of it, if it is a value.
    func then(_ next: (Value) -> Known) -> Known {
      if case .value(let value) = self { next(value) } else { self }
    }
  }

  let system: TransitionSystem
  let map: CellMap
  var frame: ReductionFrame
  /// The content of one cell of the state; the content is nil where that is undefined.
  var assumed: (cell: Int, content: Value?)?
  /// Nested calls that are still looked into.
  private var depth = 8

  /// More parts of the state than this are not told apart.
  private static let mostAddresses = 1 << 14
  /// Loops over more values are not gone through one by one.
  static let mostIterations: Value = 64

  init(_ system: TransitionSystem, _ map: CellMap, _ frame: ReductionFrame) {
    self.system = system
    self.map = map
    self.frame = frame
  }

  /// What a simple expression evaluates to.
  func value(of expression: Expression) -> Known {
    switch expression.kind {
    case .constant(let value): return .value(value)
    case .read(let place): return content(of: place)
    case .unary(let operation, let operand):
      return self.value(of: operand).then { Self.apply(operation, $0) }
    case .binary(let operation, let left, let right): return value(operation, left, right)
    case .conditional(let condition, let then, let otherwise):
      return value(of: condition).then { value(of: $0 != 0 ? then : otherwise) }
    case .quantified(let quantifier, let binder, let body): return value(quantifier, binder, body)
    case .isUndefined(let place):
      guard let assumed, let address = singleCell(of: place), address == assumed.cell else { return .unknown }
      return .value(assumed.content == nil ? 1 : 0)
    case .isMember(let operand, let interval):
      return value(of: operand).then { .value(interval.contains($0) ? 1 : 0) }
    case .widened(let operand, let offset):
      return value(of: operand).then { .value($0 + offset) }
    case .narrowed(let operand, let interval, let low):
      return value(of: operand).then {
        interval.contains($0) ? .value($0 - interval.lowerBound + low) : .fails
      }
    case .call(let call): return result(of: call)
    case .sameContent: return .unknown
    }
  }

  /// The first cells of the parts of the state that a place may be; nil if it is no part of the state.
  func addresses(of place: Place) -> [Int]? {
    var addresses: [Int]
    switch place.root {
    case .state(let variable): addresses = [map.offset(of: variable)]
    case .local(let local): addresses = frame.places[local.index]
    case .value: return nil
    }
    if addresses.isEmpty { return nil }
    for step in place.path {
      switch step {
      case .field(let field, let record):
        let offset = map.offset(ofField: field, in: record)
        for position in addresses.indices { addresses[position] += offset }
      case .element(let index, let array):
        guard case .array(let indexType, let element) = system[array].shape,
          let domain = system.domain(of: indexType)
        else { preconditionFailure("an element of something that is not an array") }
        let size = map.size(of: element)
        switch value(of: index) {
        case .value(let value):
          // Elsewhere the evaluation fails, and nothing is read or written.
          guard domain.contains(value) else { return [] }
          let offset = Int(value - domain.lowerBound) * size
          for position in addresses.indices { addresses[position] += offset }
        case .fails: return []
        case .unknown:
          let count = Int(domain.upperBound - domain.lowerBound + 1)
          addresses = addresses.flatMap { address in (0..<count).map { address + $0 * size } }
        }
      }
    }
    return addresses
  }

  /// True if the parts of a place need not be told apart one by one.
  func isScattered(_ place: Place) -> Bool {
    var count: Value = 1
    for case .element(let index, let array) in place.path {
      guard case .array(let indexType, _) = system[array].shape, let domain = system.domain(of: indexType),
        value(of: index) == .unknown
      else { continue }
      count *= domain.upperBound - domain.lowerBound + 1
      if count > Value(Self.mostAddresses) { return true }
    }
    return false
  }

  /// The values a binder takes, if they are known and few.
  func values(of binder: Binder) -> [Value]? {
    guard !frame.isWritten(binder.local) else { return nil }
    var first: Value
    var last: Value
    var step: Value = 1
    switch binder.domain {
    case .type(let type):
      guard let domain = system.domain(of: type) else { return nil }
      (first, last) = (domain.lowerBound, domain.upperBound)
    case .interval(let from, let to, let by):
      guard case .value(let low) = value(of: from), case .value(let high) = value(of: to) else { return nil }
      (first, last) = (low, high)
      step = last >= first ? 1 : -1
      if let by {
        guard case .value(let given) = value(of: by) else { return nil }
        step = given
      }
      guard step != 0, first == last || (last > first) == (step > 0) else { return nil }
    }
    let (distance, overflow) = last.subtractingReportingOverflow(first)
    guard !overflow, distance != .min, distance / step < Self.mostIterations else { return nil }
    return (0...distance / step).map { first + $0 * step }
  }

  // MARK: - Parts

  private func content(of place: Place) -> Known {
    if case .local(let local) = place.root, place.path.isEmpty, frame.places[local.index].isEmpty {
      return frame.known[local.index].map(Known.value) ?? .unknown
    }
    guard let assumed, let address = singleCell(of: place), address == assumed.cell else { return .unknown }
    return assumed.content.map(Known.value) ?? .fails
  }

  private func singleCell(of place: Place) -> Int? {
    guard map.size(of: place.type) == 1, !isScattered(place), let addresses = addresses(of: place),
      addresses.count == 1
    else { return nil }
    return addresses[0]
  }

  private func value(_ operation: BinaryOperator, _ left: Expression, _ right: Expression) -> Known {
    let known = value(of: left)
    guard case .value(let first) = known else { return known }
    switch operation {
    case .and where first == 0: return .value(0)
    case .or where first != 0, .implies where first == 0: return .value(1)
    case .and, .or, .implies: return value(of: right)
    case .add, .subtract, .multiply, .divide, .remainder, .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight,
      .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      return value(of: right).then { Self.apply(operation, first, $0) }
    }
  }

  private func value(_ quantifier: Quantifier, _ binder: Binder, _ body: Expression) -> Known {
    guard let values = values(of: binder) else { return .unknown }
    var inner = self
    for value in values {
      inner.frame.known[binder.local.index] = value
      let known = inner.value(of: body)
      guard case .value(let holds) = known else { return known }
      if (holds != 0) != (quantifier == .forall) { return .value(holds) }
    }
    return .value(quantifier == .forall ? 1 : 0)
  }

  private static func apply(_ operation: UnaryOperator, _ value: Value) -> Known {
    switch operation {
    case .not: return .value(value == 0 ? 1 : 0)
    case .complement: return .value(~value)
    case .negate: return checked(Value(0).subtractingReportingOverflow(value))
    }
  }

  private static func apply(_ operation: BinaryOperator, _ left: Value, _ right: Value) -> Known {
    switch operation {
    case .add: return checked(left.addingReportingOverflow(right))
    case .subtract: return checked(left.subtractingReportingOverflow(right))
    case .multiply: return checked(left.multipliedReportingOverflow(by: right))
    case .divide: return right == 0 ? .fails : checked(left.dividedReportingOverflow(by: right))
    case .remainder: return right == 0 ? .fails : .value(right == -1 ? 0 : left % right)
    case .equal: return .value(left == right ? 1 : 0)
    case .notEqual: return .value(left != right ? 1 : 0)
    case .less: return .value(left < right ? 1 : 0)
    case .lessOrEqual: return .value(left <= right ? 1 : 0)
    case .greater: return .value(left > right ? 1 : 0)
    case .greaterOrEqual: return .value(left >= right ? 1 : 0)
    case .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight: return .unknown
    case .and, .or, .implies: preconditionFailure("a short-circuit operator with both sides evaluated")
    }
  }

  private static func checked(_ result: (partialValue: Value, overflow: Bool)) -> Known {
    result.overflow ? .fails : .value(result.partialValue)
  }
}

/// Functions whose way to their result is known.
extension PartialEvaluation {
  private func result(of call: Call) -> Known {
    let function = system[call.function]
    guard depth > 0, let result = function.result, let domain = system.domain(of: result) else {
      return .unknown
    }
    var inner = self
    inner.depth -= 1
    inner.frame = ReductionFrame(function.locals, body: function.body)
    for (index, argument) in call.arguments.enumerated() {
      switch argument {
      case .reference(let place):
        inner.frame.places[index] = isScattered(place) ? [] : addresses(of: place) ?? []
      case .value(let expression):
        switch value(of: expression) {
        case .fails: return .fails
        case .unknown: break
        case .value(let value): inner.frame.bind(LocalID(index), to: value)
        }
      }
    }
    guard case .value(let value)? = inner.returned(by: function.body), domain.contains(value) else {
      return .unknown
    }
    return .value(value)
  }

  /// What a body returns; nil if it goes on behind its end.
  private func returned(by body: [Statement]) -> Known? {
    for statement in body {
      switch statement.kind {
      case .leave(let value): return value.map(self.value) ?? .unknown
      case .branch(let branches, let otherwise):
        var chosen = otherwise
        for branch in branches {
          guard case .value(let holds) = value(of: branch.condition) else { return .unknown }
          if holds != 0 {
            chosen = branch.body
            break
          }
        }
        if let result = returned(by: chosen) { return result }
      case .assign, .clear, .undefine, .select, .loop, .whileLoop, .call, .put, .error, .check:
        return .unknown
      }
    }
    return nil
  }
}
