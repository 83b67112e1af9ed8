/// A set of small numbers.
struct BitRow: Hashable, Sendable {
  private(set) var words: [UInt64]

  /// The positions of those of which something is true.
  init<Element>(_ elements: [Element], where isTrue: (Element) -> Bool) {
    words = Array(repeating: 0, count: (elements.count + 63) / 64)
    for (number, element) in elements.enumerated() where isTrue(element) {
      words[number / 64] |= 1 << UInt64(number % 64)
    }
  }

  init(words: [UInt64]) { self.words = words }

  func contains(_ number: Int) -> Bool { words[number / 64] >> UInt64(number % 64) & 1 == 1 }

  mutating func formIntersection(_ other: BitRow) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  /// In ascending order.
  var members: [Int] {
    var members: [Int] = []
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        members.append(index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return members
  }
}

/// Many sets of small numbers, one after the other.
struct BitTable: Sendable {
  private var words: [UInt64] = []
  private let width: Int

  init(_ rows: Set<BitRow>) {
    width = rows.first?.words.count ?? 0
    words.reserveCapacity(rows.count * width)
    for row in rows { words += row.words }
  }

  /// In which of the numbers that are `usable` the sets differ from a set, the smallest differences first.
  ///
  /// Those are left out that contain another one. Nil if a set does not differ.
  func differences(from row: BitRow, in usable: BitRow) -> [BitRow]? {
    // Of nothing there is nothing to go through.
    guard width > 0 else { return [] }
    var differences = words
    var sizes: [[Int]] = Array(repeating: [], count: width * 64 + 1)
    for start in stride(from: 0, to: words.count, by: width) {
      var size = 0
      for index in 0..<width {
        let difference = (words[start + index] ^ row.words[index]) & usable.words[index]
        differences[start + index] = difference
        size += difference.nonzeroBitCount
      }
      sizes[size].append(start)
    }
    guard sizes[0].isEmpty else { return nil }
    var minimal: [UInt64] = []
    for start in sizes.joined() {
      let contains = stride(from: 0, to: minimal.count, by: width).contains { other in
        (0..<width).allSatisfy { minimal[other + $0] & ~differences[start + $0] == 0 }
      }
      if !contains { minimal += differences[start..<start + width] }
    }
    return stride(from: 0, to: minimal.count, by: width).map { start in
      BitRow(words: Array(minimal[start..<start + width]))
    }
  }
}
