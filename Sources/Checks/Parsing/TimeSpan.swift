/// A duration as users write it: `30s`, `5m`, `1h`, `500ms`, or a number of seconds.
package struct TimeSpan: Hashable, Sendable {
  package var duration: Duration

  package init?(argument: String) {
    let units = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000)]
    let unit = units.first { argument.hasSuffix($0.0) } ?? ("", 1000)
    let digits = argument.dropLast(unit.0.count)
    guard let number = Int(digits), number > 0, digits.allSatisfy(\.isNumber), number <= 1_000_000_000 else {
      return nil
    }
    duration = .milliseconds(number * unit.1)
  }
}
