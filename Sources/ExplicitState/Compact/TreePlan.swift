/// How states are cut into pieces, and which pieces and pairs are numbered together.
///
/// Any plan is right. A good one cuts between parts of which each has few values.
struct TreePlan: Hashable, Sendable {
  /// A piece of a state: some bits, and behind them perhaps some more.
  struct Leaf: Hashable, Sendable {
    var bits: Range<Int>
    /// Those at the state's beginning, behind those at its end; empty otherwise.
    var wrapped: Range<Int>

    /// At most 64; 63 if there is no other leaf.
    var count: Int { bits.count + wrapped.count }
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
    leaves = [Leaf(bits: 0..<total, wrapped: 0..<0)]
  }

  /// Nil if states are too wide; `sample` are some of the states.
  init?(_ layout: StateLayout, sample: [[UInt64]]) {
    let total = Self.bits(of: layout)
    guard total <= Self.mostBits else { return nil }
    guard total > Self.wholeBits, layout.fields.count > 1 else {
      guard let plan = TreePlan(whole: layout) else { return nil }
      self = plan
      return
    }
    let cuts = StateCuts(layout, total: total, sample: sample)
    let tree = cuts.tree()
    leaves = tree.leaves.map(cuts.leaf)
    var leaf = 0
    var next = leaves.count
    // Children come before their parents, the root comes last.
    func number(_ tree: StateCuts.Tree) -> Int {
      switch tree {
      case .leaf:
        leaf += 1
        return leaf - 1
      case .pair(let left, let right):
        joins.append(Join(left: number(left), right: number(right)))
        next += 1
        return next - 1
      }
    }
    _ = number(tree)
  }

  /// Up to the last one in use.
  private static func bits(of layout: StateLayout) -> Int {
    layout.fields.map { $0.word * 64 + $0.shift + $0.bits }.max() ?? 1
  }
}
