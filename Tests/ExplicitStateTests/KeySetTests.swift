import CSuccessor
import ExplicitState
import Foundation
import Synchronization
import TestSupport
import Testing

/// Sets of keys with numbers, next to Swift's dictionary.
@Suite struct KeySetTests {
  /// Keys that are unpleasant for a hash table, and how many bits they have.
  enum Kind: CaseIterable {
    case counting, upper, multiples, random, narrow, sameBucket, lastBucket, pairs

    var lowBits: Int { self == .narrow ? 13 : 32 }
    var highBits: Int { self == .narrow ? 0 : self == .counting ? 1 : 32 }

    func keys(_ count: Int) -> [UInt64] {
      var random = SplitMix64(seed: UInt64(count))
      switch self {
      case .counting: return (1...count).map { UInt64($0) }
      case .upper: return (1...count).map { UInt64($0) << 32 }
      case .multiples: return (1...count).map { (UInt64($0) &* 0x9e37_79b9_7f4a_7c15) | 1 }
      case .random: return (0..<count).map { _ in .random(in: 1...UInt64.max, using: &random) }
      case .narrow: return (0..<count).map { _ in .random(in: 1..<1 << 13, using: &random) }
      case .pairs:
        return (0..<count).map { index -> UInt64 in
          let (high, low) = (UInt64(index % 64 + 1), UInt64(index / 64 + 1))
          return high << 32 | low
        }
      // Wherever slots are doubled, these come one after the other, or around the end.
      case .sameBucket, .lastBucket:
        var keys: [UInt64] = []
        while keys.count < min(count, 700) {
          let key = UInt64.random(in: 1...UInt64.max, using: &random)
          let top = p2p_key_hash(key) >> 54
          if top == (self == .sameBucket ? 17 : 1023) { keys.append(key) }
        }
        return keys
      }
    }
  }

  private static func alone(_ count: Int, _ piece: @escaping @Sendable (Int) -> Void) {
    for number in 0..<count { piece(number) }
  }

  @Test("each key has one number, whatever the keys and wherever it grows", arguments: Kind.allCases)
  func members(kind: Kind) throws {
    let keys = kind.keys(9000)
    let set = try #require(KeySet(lowBits: kind.lowBits, highBits: kind.highBits, capacity: 20_000))
    var numbers: [UInt64: UInt32] = [:]
    for (index, key) in keys.enumerated() {
      if set.count + 1 >= set.limit {
        set.grow(toSlots: set.slots + set.slots / 7 + 16, numbers: set.count, Self.alone)
      }
      let isKnown = numbers[key] != nil
      #expect(set.find(key) == numbers[key])
      let number = set.insert(key)
      #expect(numbers.updateValue(number, forKey: key) == (isKnown ? number : nil))
      #expect(set.find(keys[index / 2]) == numbers[keys[index / 2]])
    }
    #expect(Set(numbers.values).count == numbers.count)
    #expect(set.count == numbers.count + 1)
    for (key, number) in numbers { #expect(set.key(of: number) == key) }
    let named = (0..<set.slots).compactMap { set.look(atSlot: $0) }
    #expect(named.allSatisfy { $0.isSound })
    #expect(Set(named.map(\.number)) == Set(numbers.values) && named.count == numbers.count)
    for key in Kind.random.keys(500) where numbers[key] == nil && kind != .narrow {
      #expect(set.find(key) == nil)
    }
  }

  @Test("keys stay what they are when there are more bits for them")
  func widening() throws {
    let set = try #require(KeySet(lowBits: 3, highBits: 1, capacity: 50_000))
    var random = SplitMix64(seed: 7)
    var numbers: [UInt64: UInt32] = [:]
    var (low, high) = (3, 1)
    while low < 32 || high < 32 {
      for _ in 0..<600 {
        let key =
          UInt64.random(in: 0..<1 << UInt64(high), using: &random) << 32
          | .random(in: 0..<1 << UInt64(low), using: &random)
        guard key != 0 else { continue }
        if set.count + 1 >= set.limit { set.grow(toSlots: set.slots * 5 / 4, numbers: set.count, Self.alone) }
        let number = set.insert(key)
        #expect(numbers.updateValue(number, forKey: key).map { $0 == number } ?? true)
      }
      if Bool.random(using: &random) {
        low = min(low + Int.random(in: 1...3, using: &random), 32)
      } else {
        high = min(high + 1, 32)
      }
      set.widen(lowBits: low, highBits: high, numbers: set.count)
      #expect(set.rowBits == low + high)
      #expect(numbers.allSatisfy { set.find($0.key) == $0.value && set.key(of: $0.value) == $0.key })
    }
    #expect(set.count == numbers.count + 1)
  }

  @Test("numbers of one's own need not come in order, and some may be left out")
  func ownNumbers() throws {
    let set = try #require(KeySet(lowBits: 32, highBits: 5, capacity: 100_000))
    set.grow(toSlots: 6000, numbers: 0, Self.alone)
    var random = SplitMix64(seed: 5)
    let keys = Array(Set((0..<3000).map { _ in UInt64.random(in: 1..<1 << 37, using: &random) }))
    let own = (1...5000).map { UInt32($0) }.shuffled(using: &random)
    for (index, key) in keys.enumerated() { #expect(set.insert(key, own: own[index]) == own[index]) }
    for (index, key) in keys.enumerated() { #expect(set.insert(key, own: own[4000]) == own[index]) }
    set.grow(toSlots: 5344, numbers: 5000, Self.alone)
    set.grow(toSlots: 20_000, numbers: 5000, Self.alone)
    for (index, key) in keys.enumerated() { #expect(set.find(key) == own[index]) }
    #expect(set.key(of: own[4000]) == 0)
  }

  @Test("threads that add the same keys agree on their numbers", arguments: [2, 4])
  func threads(count: Int) async throws {
    let set = try #require(KeySet(lowBits: 32, highBits: 32, capacity: 1 << 17))
    set.grow(toSlots: 1 << 17, numbers: 0, Self.alone)
    let keys = Kind.random.keys(20_000) + Kind.lastBucket.keys(500)
    let numbers = await withTaskGroup(of: [UInt64: UInt32].self) { group in
      for thread in 0..<count {
        group.addTask {
          var numbers: [UInt64: UInt32] = [:]
          for index in keys.indices {
            let key = keys[(index * (thread % 2 == 0 ? 1 : 3) + thread) % keys.count]
            numbers[key] = set.insert(key)
          }
          return numbers
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    for key in Set(keys) {
      let number = try #require(set.find(key))
      #expect(set.key(of: number) == key)
      #expect(numbers.allSatisfy { $0[key] == nil || $0[key] == number })
    }
    // What a thread gave up is gone when slots are filled anew.
    set.grow(toSlots: set.slots * 2, numbers: set.count, Self.alone)
    let named = (0..<set.slots).compactMap { set.look(atSlot: $0) }
    #expect(named.count == Set(keys).count && named.allSatisfy { $0.isSound })
  }
}
