import CSuccessor
import Foundation

/// How states are cut into pieces, and which pieces and pairs are numbered together.
///
/// Any plan is right. A good one cuts between parts of which each has few values.
struct TreePlan: Hashable, Sendable {
  /// A piece of a state.
  struct Leaf: Hashable, Sendable {
    /// Bits from the state's first one.
    var start: Int
    /// At most 64; 63 if there is no other leaf.
    var bits: Int
  }

  /// A pair of nodes: leaves have the first numbers, joins the next ones.
  struct Join: Hashable, Sendable {
    var left: Int
    var right: Int
  }

  private(set) var leaves: [Leaf] = []
  /// The last one is the root; empty if there is one leaf.
  private(set) var joins: [Join] = []

  /// A state of at most so many bits is stored as it is.
  static let wholeBits = 34
  /// Wider states are not stored in trees.
  static let mostBits = 64 * 64
  static let mostLeafBits = 64

  /// States in one piece; nil if they are too wide.
  init?(whole layout: StateLayout) {
    let total = Self.bits(of: layout)
    guard total < Self.mostLeafBits else { return nil }
    leaves = [Leaf(start: 0, bits: total)]
  }

  /// Nil if states are too wide; `sample` are some of the states.
  init?(_ layout: StateLayout, sample: [[UInt64]]) {
    let total = Self.bits(of: layout)
    guard total <= Self.mostBits else { return nil }
    guard total > Self.wholeBits else {
      leaves = [Leaf(start: 0, bits: total)]
      return
    }
    let borders = Set(layout.fields.map { $0.word * 64 + $0.shift }).sorted()
    let tree = StateCut(borders: borders, sample: sample).tree(of: 0..<total, isWhole: true)
    leaves = tree.leaves
    var next = leaves.count
    var leaf = 0
    // Children come before their parents, the root comes last.
    func number(_ tree: StateCut.Tree) -> Int {
      switch tree {
      case .leaf:
        leaf += 1
        return leaf - 1
      case .pair(let left, let right):
        let join = Join(left: number(left), right: number(right))
        joins.append(join)
        next += 1
        return next - 1
      }
    }
    _ = number(tree)
  }

  /// Up to the last one in use.
  private static func bits(of layout: StateLayout) -> Int {
    let last = layout.fields.filter { $0.word == layout.width - 1 }.map { $0.shift + $0.bits }.max() ?? 1
    return (layout.width - 1) * 64 + last
  }
}

/// Looks for borders between fields at which states fall into parts that have few values.
private struct StateCut {
  let borders: [Int]
  let sample: [[UInt64]]

  indirect enum Tree {
    case leaf(Range<Int>)
    case pair(Tree, Tree)

    var leaves: [TreePlan.Leaf] {
      switch self {
      case .leaf(let range): [TreePlan.Leaf(start: range.lowerBound, bits: range.count)]
      case .pair(let left, let right): left.leaves + right.leaves
      }
    }
  }

  /// Borders that are tried for each cut.
  private static let mostTried = 8

  func tree(of range: Range<Int>, isWhole: Bool) -> Tree {
    guard isWhole || range.count > TreePlan.mostLeafBits else { return .leaf(range) }
    let border = border(in: range)
    return .pair(
      tree(of: range.lowerBound..<border, isWhole: false), tree(of: border..<range.upperBound, isWhole: false)
    )
  }

  private func border(in range: Range<Int>) -> Int {
    let middle = range.lowerBound + range.count / 2
    let near = borders.filter { abs($0 - middle) < (range.count + 3) / 4 }
    guard near.count > 1, sample.count > 1 else { return near.first ?? middle }
    let step = (near.count + Self.mostTried - 1) / Self.mostTried
    let tried = stride(from: 0, to: near.count, by: step).map { near[$0] }
    let costs = tried.map { (border: $0, cost: cost(of: $0, in: range)) }
    return costs.min { ($0.cost, abs($0.border - middle)) < ($1.cost, abs($1.border - middle)) }?.border
      ?? middle
  }

  /// Roughly the bytes of a state: a pair of numbers, and its share of the parts.
  private func cost(of border: Int, in range: Range<Int>) -> Double {
    let counts = [range.lowerBound..<border, border..<range.upperBound].map(values)
    return counts.reduce(0) { $0 + log2(Double($1)) / 8 + 2 * Double($1) / Double(sample.count) }
  }

  /// How many values some bits have among the states of the sample.
  private func values(of range: Range<Int>) -> Int {
    let digests = sample.map { digest(of: range, in: $0) }.sorted()
    return zip(digests, digests.dropFirst()).reduce(1) { $1.0 == $1.1 ? $0 : $0 + 1 }
  }

  private func digest(of range: Range<Int>, in words: [UInt64]) -> UInt64 {
    var digest: UInt64 = 0
    for word in range.lowerBound / 64...(range.upperBound - 1) / 64 {
      var piece = words[word]
      let (low, high) = (max(range.lowerBound - word * 64, 0), min(range.upperBound - word * 64, 64))
      piece &= p2p_low_mask(UInt32(high)) & ~p2p_low_mask(UInt32(low))
      digest = p2p_fold(piece ^ digest &+ 0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93) ^ digest << 7
    }
    return digest
  }
}
