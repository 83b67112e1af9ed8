/// Distinct configurations, in the order in which they came: whole words in one row, and a table that finds them.
package struct PackedSet {
  package let width: Int
  package private(set) var words: [UInt64] = []
  package private(set) var count = 0
  /// Numbers plus one, 0 where it is free; as many as a power of two.
  private var table: [UInt32] = Array(repeating: 0, count: 64)

  /// `width` words each.
  package init(width: Int) { self.width = width }

  /// Bytes that it takes.
  package var memory: Int { words.capacity * 8 + table.count * 4 }

  /// Forgets all of them.
  package mutating func removeAll() {
    words.removeAll(keepingCapacity: true)
    count = 0
    // A large table is not wiped again and again for a few.
    if table.count > 4096 {
      table = Array(repeating: 0, count: 64)
    } else {
      for index in table.indices { table[index] = 0 }
    }
  }

  /// Copies a configuration out.
  package func copy(_ index: Int, into configuration: inout [UInt64]) {
    let start = index * width
    for offset in 0..<width { configuration[offset] = words[start + offset] }
  }

  /// The number of a configuration, and whether it is new.
  @discardableResult
  package mutating func insert(_ configuration: [UInt64], at offset: Int = 0) -> (index: Int, isNew: Bool) {
    if (count + 1) * 2 > table.count { grow() }
    let mask = table.count - 1
    var position = Int(truncatingIfNeeded: Self.hash(configuration, offset, width)) & mask
    while table[position] != 0 {
      let index = Int(table[position]) - 1
      if equals(index, configuration, offset) { return (index, false) }
      position = (position + 1) & mask
    }
    table[position] = UInt32(count + 1)
    words.append(contentsOf: configuration[offset..<offset + width])
    count += 1
    return (count - 1, true)
  }

  private func equals(_ index: Int, _ configuration: [UInt64], _ offset: Int) -> Bool {
    let start = index * width
    for position in 0..<width where words[start + position] != configuration[offset + position] {
      return false
    }
    return true
  }

  private mutating func grow() {
    table = Array(repeating: 0, count: table.count * 2)
    let mask = table.count - 1
    for index in 0..<count {
      var position = Int(truncatingIfNeeded: Self.hash(words, index * width, width)) & mask
      while table[position] != 0 { position = (position + 1) & mask }
      table[position] = UInt32(index + 1)
    }
  }

  private static func hash(_ words: [UInt64], _ offset: Int, _ width: Int) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for position in offset..<offset + width {
      let (high, low) = (hash ^ words[position]).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
      hash = (high ^ low) &+ 0xA076_1D64_78BD_642F
    }
    return hash ^ hash >> 32
  }
}
