/// A set of small numbers.
struct BitRow: Sendable {
  private var words: [UInt64]

  init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

  /// All numbers below `count`.
  init(upTo count: Int) {
    self.init(count: count)
    for number in 0..<count { insert(number) }
  }

  mutating func insert(_ number: Int) { words[number / 64] |= 1 << UInt64(number % 64) }

  func contains(_ number: Int) -> Bool { words[number / 64] >> UInt64(number % 64) & 1 == 1 }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  func subtracting(_ other: BitRow) -> BitRow {
    var result = self
    for index in words.indices { result.words[index] &= ~other.words[index] }
    return result
  }

  mutating func formUnion(_ other: BitRow) {
    for index in words.indices { words[index] |= other.words[index] }
  }
}
