import CSuccessor
import Foundation

/// Looks for places between fields where states fall into parts that have few values each.
///
/// The fields of a state are a ring: what is together at its beginning may go well with what is at its end.
struct StateCuts {
  indirect enum Tree {
    /// Fields from the first one on, counted on around the ring.
    case leaf(Range<Int>)
    case pair(Tree, Tree)

    var leaves: [Range<Int>] {
      switch self {
      case .leaf(let fields): [fields]
      case .pair(let left, let right): left.leaves + right.leaves
      }
    }
  }

  /// Where each field begins, in bits, and the end of the last one.
  private let borders: [Int]
  /// For each border a number for each state of the sample: the sum of the digests of all fields before it.
  private let sums: [[UInt64]]
  private let states: Int
  private var count: Int { borders.count - 1 }

  /// More borders are not all tried with each other.
  private static let mostTried = 24
  /// Searches that matter have so many states, and more.
  private static let typical = 2_000_000.0
  /// Bytes of what has a number, beside what the number takes elsewhere.
  private static let partBytes = 9.0

  init(_ layout: StateLayout, total: Int, sample: [[UInt64]]) {
    let fields = layout.fields.sorted { ($0.word, $0.shift) < ($1.word, $1.shift) }
    // A field that has no room in one piece with its neighbours is not cut itself.
    borders = fields.map { $0.word * 64 + $0.shift } + [total]
    states = sample.count
    var sum = [UInt64](repeating: 0, count: sample.count)
    var sums = [sum]
    for (number, field) in fields.enumerated() {
      let (word, shift, mask) = (field.word, UInt64(field.shift), p2p_low_mask(UInt32(field.bits)))
      let salt = UInt64(number) &* 0x9e37_79b9_7f4a_7c15
      for (index, state) in sample.enumerated() {
        let digest = p2p_fold(state[word] &>> shift & mask &+ salt, 0xd6e8_feb8_6659_fd93)
        sum[index] &+= digest &* 0xe703_7ed1_a0b4_28db
      }
      sums.append(sum)
    }
    self.sums = sums
  }

  /// The whole state, cut at least once.
  func tree() -> Tree {
    let step = (count + Self.mostTried - 1) / Self.mostTried
    var best = (cost: Double.infinity, start: 0, end: max(count / 2, 1))
    if states > 1 {
      for start in stride(from: 0, to: count, by: step) {
        for end in stride(from: start + step, to: start == 0 ? count : count + 1, by: step) {
          let cost = cost(of: start..<end) + self.cost(of: end..<start + count)
          if cost < best.cost { best = (cost, start, end) }
        }
      }
      refine(&best, step)
    }
    return .pair(tree(of: best.start..<best.end), tree(of: best.end..<best.start + count))
  }

  /// Tries the borders between those that were tried.
  private func refine(_ best: inout (cost: Double, start: Int, end: Int), _ step: Int) {
    let (start, end) = (best.start, best.end)
    for start in max(start - step + 1, 0)..<min(start + step, count) {
      for end in max(
        end - step + 1, start + 1)..<max(min(end + step, start == 0 ? count : count + 1), start + 2)
      {
        guard end <= count, end - start < count else { continue }
        let cost = cost(of: start..<end) + self.cost(of: end..<start + count)
        if cost < best.cost { best = (cost, start, end) }
      }
    }
  }

  private func tree(of fields: Range<Int>) -> Tree {
    guard bits(of: fields) > TreePlan.mostLeafBits, fields.count > 1 else { return .leaf(fields) }
    var best = (cost: Double.infinity, end: fields.lowerBound + fields.count / 2)
    let step = (fields.count + Self.mostTried - 1) / Self.mostTried
    if states > 1 {
      for end in stride(from: fields.lowerBound + 1, to: fields.upperBound, by: step) {
        let cost = cost(of: fields.lowerBound..<end) + self.cost(of: end..<fields.upperBound)
        if cost < best.cost { best = (cost, end) }
      }
    }
    return .pair(tree(of: fields.lowerBound..<best.end), tree(of: best.end..<fields.upperBound))
  }

  /// From the first bit to the last one, with what lies between words.
  private func bits(of fields: Range<Int>) -> Int { leaf(fields).count }

  func leaf(_ fields: Range<Int>) -> TreePlan.Leaf {
    // What is left at the end of a word belongs to the field before it.
    let start = borders[fields.lowerBound % count]
    guard fields.lowerBound < count, fields.upperBound > count else {
      let end = fields.upperBound > count ? fields.upperBound - count : fields.upperBound
      return TreePlan.Leaf(bits: start..<borders[end], wrapped: 0..<0)
    }
    return TreePlan.Leaf(bits: start..<borders[count], wrapped: 0..<borders[fields.upperBound - count])
  }

  /// Roughly the bytes that a state takes for its part, in a search of typical size.
  private func cost(of fields: Range<Int>) -> Double {
    let (some, all) = values(of: fields)
    // As their number has grown so far.
    let exponent = min(max(log(all / some) / log(4), 0), 1)
    let expected = min(all * pow(Self.typical / Double(states), exponent), Self.typical)
    return log2(expected + 1) / 8 + expected / Self.typical * Self.partBytes
  }

  /// How many values fields have, nearly, among the first quarter of the sample and in all of it; at least 1.
  private func values(of fields: Range<Int>) -> (some: Double, all: Double) {
    let (start, end) = (
      fields.lowerBound % count, fields.upperBound > count ? fields.upperBound - count : fields.upperBound
    )
    let wraps = fields.lowerBound < count && fields.upperBound > count
    return unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 1 << (Self.mapBits - 6)) { map in
      unsafe map.initialize(repeating: 0)
      var found = 0
      var some = 0
      for state in 0..<states {
        if state == states / 4 { some = found }
        var digest = sums[end][state] &- sums[start][state]
        if wraps { digest &+= sums[count][state] }
        digest = p2p_fold(digest, 0x9e37_79b9_7f4a_7c15) &>> UInt64(64 - Self.mapBits)
        let (word, bit) = (Int(digest &>> 6), UInt64(1) &<< (digest & 63))
        if unsafe map[word] & bit == 0 {
          unsafe map[word] |= bit
          found += 1
        }
      }
      return (Double(max(some, 1)), Double(max(found, 1)))
    }
  }

  private static let mapBits = 16
}
