/// A number of bytes as users write it: `64M`, `2G`, `500K`; powers of 1024.
package struct MemorySize: Hashable, Sendable {
  package var bytes: Int

  package init?(argument: String) {
    let units: [Character: Int] = ["K": 10, "M": 20, "G": 30, "T": 40]
    var digits = argument.uppercased()
    if digits.hasSuffix("IB") { digits.removeLast(2) } else if digits.hasSuffix("B") { digits.removeLast() }
    var shift = 0
    if let last = digits.last, let unit = units[last] {
      shift = unit
      digits.removeLast()
    }
    guard let number = Int(digits), number > 0, digits.allSatisfy(\.isNumber) else { return nil }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
    guard !overflow else { return nil }
    self.bytes = bytes
  }
}
