/// A set of small numbers: actions or cells.
package struct Bits: Hashable, Sendable {
  /// Number n is bit `n % 64` of word `n / 64`.
  package private(set) var words: [UInt64]

  /// Room for the numbers below `count`, none of which is in it.
  package init(below count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

  package mutating func insert(_ number: Int) { words[number >> 6] |= 1 << UInt64(number & 63) }

  package mutating func remove(_ number: Int) { words[number >> 6] &= ~(1 << UInt64(number & 63)) }

  package mutating func formUnion(_ other: Bits) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  package func isDisjoint(with other: Bits) -> Bool { zip(words, other.words).allSatisfy { $0 & $1 == 0 } }

  /// The numbers, ascending.
  package var elements: [Int] {
    var found: [Int] = []
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        found.append(index << 6 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return found
  }
}
