import Diagnostics

/// Places as addresses, and the cells behind them.
extension Evaluation {
  /// The address of a place's first cell; for a computed root the value is put into fresh cells first.
  mutating func address(of place: Place) throws(Abort) -> Int {
    var address: Int
    switch place.root {
    case .state(let variable):
      address = map.offset(of: variable)
    case .local(let local):
      address = base + frame.offsets[local.index]
      if locals[local.index].role == .reference { address = Int(memory[address] ?? 0) }
    case .value(let expression):
      let content = try content(of: expression)
      address = memory.count
      memory.append(contentsOf: content)
    }
    for step in place.path {
      switch step {
      case .field(let field, let record):
        address += map.offset(ofField: field, in: record)
      case .element(let index, let array):
        guard case .array(let indexType, let element) = system[array].shape,
          let domain = system.domain(of: indexType)
        else { preconditionFailure("an element of something that is not an array") }
        let value = try value(of: index)
        guard domain.contains(value) else {
          let shown = system.text(of: value, type: index.type)
          throw .failure(
            Failure(
              .indexOutOfRange, "index \(shown) is outside \(domain.lowerBound) .. \(domain.upperBound)",
              at: index.range))
        }
        address += Int(value - domain.lowerBound) * map.size(of: element)
      }
    }
    return address
  }

  /// The cells of a place, undefined ones included.
  mutating func content(at place: Place) throws(Abort) -> [Value?] {
    let mark = memory.count
    let address = try address(of: place)
    let content = Array(memory[address..<address + map.size(of: place.type)])
    memory.removeLast(memory.count - mark)
    return content
  }

  /// The value of a simple place, which must be defined.
  mutating func read(_ place: Place) throws(Abort) -> Value {
    let mark = memory.count
    let address = try address(of: place)
    let cell = memory[address]
    memory.removeLast(memory.count - mark)
    guard let cell else {
      throw .failure(Failure(.undefinedRead, "read of an undefined value", at: place.range))
    }
    return cell
  }

  /// Writes a simple value, which must lie in the type.
  mutating func write(_ value: Value, at address: Int, type: ValueType, range: SourceRange)
    throws(Abort)
  {
    if case .declared(let type) = type, let domain = system.domain(of: type), !domain.contains(value) {
      throw .failure(
        Failure(
          .outOfRangeWrite, "value \(value) is outside \(domain.lowerBound) .. \(domain.upperBound)",
          at: range))
    }
    memory[address] = value
  }
}
