/// Instances of a parameterised rule or property, numbered from 0 with the last parameter varying fastest.
extension [Parameter] {
  /// How many combinations of values there are; nil from 2^63 on.
  package var instanceCount: UInt64? {
    var total: Value = 1
    for parameter in self {
      let (product, overflow) = total.multipliedReportingOverflow(by: parameter.count)
      if overflow || product > Value(Int64.max) { return nil }
      total = product
    }
    return UInt64(total)
  }

  /// The parameters' values in instance `number`.
  package func arguments(ofInstance number: UInt64) -> [Value] {
    var rest = Value(number)
    var values = [Value](repeating: 0, count: count)
    for index in indices.reversed() {
      values[index] = self[index].value(at: rest % self[index].count)
      rest /= self[index].count
    }
    return values
  }

  /// The number of the instance with these values; nil if one is not among its parameter's values.
  package func instance(of arguments: [Value]) -> UInt64? {
    guard arguments.count == count else { return nil }
    var number: Value = 0
    for (parameter, value) in zip(self, arguments) {
      let (position, rest) = (value - parameter.first).quotientAndRemainder(dividingBy: parameter.step)
      guard rest == 0, position >= 0, position < parameter.count else { return nil }
      number = number * parameter.count + position
    }
    return UInt64(exactly: number)
  }

  /// Whether these are values that the parameters take.
  package func admits(_ arguments: [Value]) -> Bool {
    arguments.count == count
      && zip(self, arguments).allSatisfy { parameter, value in
        let bounds = Swift.min(parameter.first, parameter.last)...Swift.max(parameter.first, parameter.last)
        return bounds.contains(value) && (value - parameter.first) % parameter.step == 0
      }
  }
}
