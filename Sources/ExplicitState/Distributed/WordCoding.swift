/// Numbers one after the other, as ranks tell them each other between levels.
struct WordWriter {
  private(set) var words: [UInt64] = []

  mutating func put(_ number: some BinaryInteger) { words.append(UInt64(truncatingIfNeeded: number)) }

  /// With their number before them.
  mutating func put(_ numbers: some Collection<some BinaryInteger>) {
    put(numbers.count)
    for number in numbers { put(number) }
  }

  /// A text, as bytes.
  mutating func put(_ text: String) { put(Array(text.utf8)) }
}

/// Reads what a `WordWriter` has written; behind the end there are zeros.
struct WordReader {
  fileprivate var words: ArraySlice<UInt64>

  init(_ words: [UInt64]) { self.words = words[...] }

  mutating func number() -> UInt64 { words.popFirst() ?? 0 }

  mutating func int() -> Int { Int(truncatingIfNeeded: number()) }

  mutating func numbers<Number: BinaryInteger>(of type: Number.Type = Number.self) -> [Number] {
    let count = min(max(int(), 0), words.count)
    return (0..<count).map { _ in Number(truncatingIfNeeded: number()) }
  }

  mutating func text() -> String { String(decoding: numbers(of: UInt8.self), as: UTF8.self) }
}

/// Bytes, eight to a number.
extension WordWriter {
  mutating func put(packed bytes: [UInt8]) {
    put(bytes.count)
    var word: UInt64 = 0
    for (index, byte) in bytes.enumerated() {
      word |= UInt64(byte) << UInt64(8 * (index % 8))
      guard index % 8 == 7 || index == bytes.count - 1 else { continue }
      put(word)
      word = 0
    }
  }
}

extension WordReader {
  mutating func packedBytes() -> [UInt8] {
    let count = min(max(int(), 0), words.count * 8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    var word: UInt64 = 0
    for index in 0..<count {
      if index % 8 == 0 { word = number() }
      bytes.append(UInt8(truncatingIfNeeded: word))
      word >>= 8
    }
    return bytes
  }
}
