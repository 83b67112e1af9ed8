import CSuccessor

/// The visited states of a search in little memory: each is a pair of numbers of its parts, found through 32-bit slots.
///
/// A state has the number of its index plus one. What the search stores beside it is one parent in `sampling` states, from which
/// the others are found again (see `Ancestry`). `prepare` and `raise` run while all workers rest.
@safe
final class CompactStates: @unchecked Sendable {
  let plan: TreePlan
  let width: Int
  /// Numbers that a state's parts have together.
  let nodes: Int
  let root: KeySet
  /// For each worker to hand to the functions of `p2p_tree.h`.
  let tree: UnsafeMutablePointer<p2p_tree>
  /// The parent of each state whose index is a multiple of `sampling`; 0 for a start state.
  let parents: UnsafeMutablePointer<UInt32>

  /// Sets of what has numbers within the states: leaves, then pairs.
  private let parts: [KeySet]
  /// Whether slots are added a few at a time, so that a state takes little, or many, so that they are seldom filled anew.
  private let isThrifty: Bool
  private let parentMemory: Reservation
  private let leaves: UnsafeMutablePointer<p2p_leaf>
  private let joins: UnsafeMutablePointer<p2p_join>
  private let keys: UnsafeMutablePointer<UnsafeMutablePointer<p2p_keys>?>
  /// Of each part, which set has its numbers, and whether they are in the upper halves of its keys.
  private var users: [(set: KeySet, isHigh: Bool)] = []

  /// States for each that has its parent stored; divides what workers are given at a time.
  static let sampling = 32
  /// Indices are handed out in multiples of this, so that nobody writes to the words of another one's rows.
  static let alignment = 64
  /// What memory is spent on where there is enough: slots until a state takes so many bytes.
  private static let comfortableBytes = 9.8

  /// Nil when the system refuses the address space.
  init?(_ plan: TreePlan, width: Int, capacity: Int, isThrifty: Bool) {
    let isWhole = plan.joins.isEmpty
    let rootBits = isWhole ? plan.leaves[0].count + 1 : 2 * Self.firstBits
    let rootLow = isWhole ? min(rootBits, 32) : Self.firstBits
    guard let root = KeySet(lowBits: rootLow, highBits: rootBits - rootLow, capacity: capacity),
      let parentMemory = Reservation(byteCount: (root.capacity / Self.sampling + 1) * 4)
    else { return nil }
    var parts: [KeySet] = []
    if !isWhole {
      let joinBits = (low: Self.firstBits, high: Self.firstBits)
      let bits =
        plan.leaves.map { (low: min($0.count, 32), high: max($0.count - 32, 0)) }
        + plan.joins.dropLast().map { _ in joinBits }
      for (low, high) in bits {
        guard let part = KeySet(lowBits: low, highBits: high, capacity: capacity) else { return nil }
        parts.append(part)
      }
    }
    self.plan = plan
    self.width = width
    self.isThrifty = isThrifty
    self.root = root
    self.parts = parts
    nodes = parts.count
    unsafe parents = parentMemory.base.bindMemory(
      to: UInt32.self, capacity: root.capacity / Self.sampling + 1)
    self.parentMemory = parentMemory
    unsafe leaves = .allocate(capacity: plan.leaves.count)
    unsafe joins = .allocate(capacity: max(plan.joins.count, 1))
    unsafe keys = .allocate(capacity: max(parts.count, 1))
    unsafe tree = .allocate(capacity: 1)
    for (index, leaf) in plan.leaves.enumerated() {
      let (word, shift) = leaf.bits.lowerBound.quotientAndRemainder(dividingBy: 64)
      unsafe (leaves + index).initialize(
        to: p2p_leaf(
          word: UInt32(word), shift: UInt32(shift), bits: UInt32(leaf.bits.count),
          wrapped: UInt32(leaf.wrapped.count)))
    }
    for (index, join) in plan.joins.enumerated() {
      unsafe (joins + index).initialize(to: p2p_join(left: UInt32(join.left), right: UInt32(join.right)))
    }
    for (index, part) in parts.enumerated() { unsafe (keys + index).initialize(to: part.keys) }
    unsafe tree.initialize(
      to: p2p_tree(
        width: UInt32(width), leaves: UInt32(plan.leaves.count), nodes: UInt32(parts.count), leaf: leaves,
        join: joins, keys: keys))
    users = Self.users(of: parts, plan, root)
    for part in parts.indices { limit(part) }
  }

  deinit {
    unsafe tree.deallocate()
    unsafe keys.deallocate()
    unsafe joins.deallocate()
    unsafe leaves.deallocate()
  }

  /// Bits of a number at first.
  private static let firstBits = 8

  private static func users(
    of parts: [KeySet], _ plan: TreePlan, _ root: KeySet
  ) -> [(set: KeySet, isHigh: Bool)] {
    var users = parts.map { _ in (set: root, isHigh: false) }
    for (index, join) in plan.joins.enumerated() {
      let set = index == plan.joins.count - 1 ? root : parts[plan.leaves.count + index]
      users[join.left] = (set, true)
      users[join.right] = (set, false)
    }
    return users
  }

  /// Bytes for the states below an index, and all that is needed to find them and their parents.
  func byteCount(states: Int) -> Int {
    root.byteCount(numbers: states) + states / Self.sampling * 4 + partBytes
  }

  private var partBytes: Int { parts.reduce(0) { $0 + $1.byteCount(numbers: $1.count) } }

  /// Whether `prepare` is to be called before a worker enters so many states, if all others may do the same.
  func isCramped(_ margin: Int) -> Bool { unsafe p2p_tree_is_cramped(tree, UInt32(margin)) != 0 }

  /// Makes room for parts of so many states more than there are; `states` is one more than the greatest index in use.
  ///
  /// False if that takes more than `budget` together with all else. Only while nobody else uses the states.
  func prepare(_ margin: Int, states: Int, budget: Int, _ share: Share) -> Bool {
    for index in parts.indices {
      let part = parts[index]
      while part.count + 1 + margin > part.limit {
        if part.count + 1 + margin > part.roomiest {
          let slots = max(part.slots / 4 * 5, part.slots < Self.smallSlots ? part.slots * 2 : 0)
          guard part.roomiest < part.capacity, byteCount(states: states) + (slots - part.slots) * 4 <= budget
          else { return false }
          part.grow(
            toSlots: max(slots, KeySet.slots(for: part.count + 1 + margin)), numbers: part.count, share)
        } else {
          let (set, isHigh) = users[index]
          let bits = set === root ? states : set.count
          guard byteCount(states: states) + bits / 8 <= budget else { return false }
          set.widen(
            lowBits: set.lowBits + (isHigh ? 0 : 1), highBits: set.highBits + (isHigh ? 1 : 0),
            numbers: set === root ? states : set.count)
        }
        limit(index)
      }
    }
    return true
  }

  /// A part's numbers must fit into the keys that name them.
  private func limit(_ index: Int) {
    let (set, isHigh) = users[index]
    parts[index].limit = (1 << (isHigh ? set.highBits : set.lowBits)) - 1
  }

  /// Sets of fewer slots double: their memory does not matter.
  private static let smallSlots = 1 << 16

  typealias Share = (_ count: Int, _ piece: @escaping @Sendable (Int) -> Void) -> Void

  /// Bytes that a state takes beside slots and parts.
  private var rowBytes: Double { Double(root.rowBits) / 8 + 4 / Double(Self.sampling) }

  /// How many states the slots, and the budget, have room for.
  func limit(budget: Int) -> Int {
    let left = budget - partBytes - root.slots * 4
    let limit = min(root.roomiest, Int(Double(max(left, 0)) / rowBytes))
    return limit / Self.alignment * Self.alignment
  }

  /// Adds slots for more states than `states`; false if the budget does not allow it, or nothing is won.
  ///
  /// Only while nobody else uses the states.
  func raise(states: Int, budget: Int, _ share: Share) -> Bool {
    let now = limit(budget: budget)
    for slots in slotCounts(states: states, budget: budget) where slots > root.slots {
      let slots = min(slots, KeySet.slots(for: root.capacity))
      let bytes = byteCount(states: states) + (slots - root.slots) * 4
      guard slots > root.slots, bytes < budget else { continue }
      let affordable = states + Int(Double(budget - bytes) / rowBytes)
      guard affordable / Self.alignment * Self.alignment > now else { continue }
      root.grow(toSlots: slots, numbers: states, share)
      return true
    }
    return false
  }

  /// What to grow to, the best first, and less if there is no memory for it.
  private func slotCounts(states: Int, budget: Int) -> [Int] {
    let slots = Double(root.slots)
    guard isThrifty else {
      // All slots are filled anew each time: seldom, but not more than there is memory for states to fill.
      let most = Double(KeySet.slots(for: Int(Double(max(budget - partBytes, 0)) / (rowBytes + 4))))
      return [min(slots * 2, most), slots * 1.14, slots * 1.03].map { Int($0) + 16 }
    }
    guard root.slots >= Self.smallSlots else { return [2, 1.25, 1.0625].map { Int(slots * $0) + 16 } }
    // As much as leaves a state its `comfortableBytes`, within reason.
    let other = Double(byteCount(states: states) - root.slots * 4)
    let comfortable = (Self.comfortableBytes * Double(states) - other) / 4
    return [min(max(comfortable, slots * 1.14), slots * 1.6), slots * 1.14, slots * 1.03].map { Int($0) + 16 }
  }
}
