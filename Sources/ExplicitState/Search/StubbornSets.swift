import ModelIR

/// Chooses which of a state's enabled actions are fired: those of a stubborn set (`StubbornRelations`).
///
/// The search leaves out states and keeps: whether some state has what is looked for in states, whether some firing of a rule
/// happens, fails, or reaches a cover, and whether some state is a deadlock. Let a target be one of these, and let a
/// visited state s have a run b1 ... bn to one: to a state where it is so, or to a state from which it happens. Choose among
/// all visited states and targets of that kind one with the least n, and among these a state of the greatest level of the
/// breadth-first search.
///
/// - If some b or the last action is in the stubborn set T of s, let b be the first such. Actions that are not in T neither
///   make its guard true nor change what it does, so b can be fired in s, which was done, and the others after it: from the
///   successor a run with n - 1 steps leads to the same state. For n = 0 the last action was fired in s.
/// - Otherwise let t be one of the actions of T that were fired in s and lead to a state. It is independent of all of the
///   run, which therefore can be repeated behind t, with as many steps. It leads to what was looked for: t does not undo
///   it, as T then had one of the run; a firing does the same; and a deadlock there is none, for t still can be fired and
///   leads elsewhere. So the successor has a run with n steps. `Worker.settle` sees to it that for a state of which not
///   everything was fired one such successor is of a later level; otherwise everything is fired (the proviso). That
///   contradicts the choice of s.
///
/// So n is 0, and the target was found in a visited state. A level is a property of the visited states alone, so is T, and the
/// proviso asks for nothing else: what is visited does not depend on the number of workers. (The proviso is the one for
/// breadth-first search of D. Bosnacki and G. Holzmann, "Improving Spin's partial-order reduction for breadth-first search",
/// 2005, said of levels instead of a queue.)
///
/// With symmetry, s and its successors are representatives. A permutation takes a run to a run and a target to one of the
/// same claim, so that the argument stands as it is (E. A. Emerson, S. Jha, D. Peled, "Combining partial order and symmetry
/// reductions", 1997). That symmetry may be used rests on watched iterations that nothing stops: for these, being stopped is
/// a failure like others, and is found.
@safe
final class StubbornSets {
  /// What is in the way of each action, which a successor function says.
  let blocked: UnsafeMutablePointer<UInt32>
  /// What is to be fired.
  let selected: UnsafeMutablePointer<UInt64>
  private let relations: StubbornRelations
  private let width: Int
  /// The actions whose guards hold.
  private var enabled: [UInt64]
  private var enabledActions: [Int] = []
  private var members: [UInt64]
  private var best: [UInt64]
  private var open: [Int] = []

  /// More sets are not compared.
  private static let mostTried = 24

  init(_ relations: StubbornRelations) {
    self.relations = relations
    width = (relations.actions.count + 63) / 64
    unsafe blocked = .allocate(capacity: max(relations.actions.count, 1))
    unsafe selected = .allocate(capacity: max(width, 1))
    enabled = Array(repeating: 0, count: width)
    members = enabled
    best = enabled
  }

  deinit {
    unsafe blocked.deallocate()
    unsafe selected.deallocate()
  }

  /// Selects what is to be fired in the state of which `blocked` speaks; false if that is everything.
  func select() -> Bool {
    findEnabled()
    var least = enabledActions.count
    guard least > 1 else {
      selectAll()
      return false
    }
    best = enabled
    for seed in enabledActions.prefix(Self.mostTried) {
      if let count = close(from: seed, below: least) {
        least = count
        for index in 0..<width { best[index] = members[index] & enabled[index] }
        if least == 1 { break }
      }
    }
    for index in 0..<width { unsafe selected[index] = best[index] }
    return least < enabledActions.count
  }

  /// Selects what the same state's stubborn set did not have.
  func selectRest() {
    if !select() { return selectNone() }
    for index in 0..<width { unsafe selected[index] = enabled[index] & ~best[index] }
  }

  private func selectAll() {
    for index in 0..<width { unsafe selected[index] = enabled[index] }
  }

  private func selectNone() {
    for index in 0..<width { unsafe selected[index] = 0 }
  }

  private func findEnabled() {
    enabledActions.removeAll(keepingCapacity: true)
    for index in 0..<width { enabled[index] = 0 }
    for action in 0..<relations.actions.count where unsafe blocked[action] == 0 {
      enabled[action >> 6] |= 1 << UInt64(action & 63)
      enabledActions.append(action)
    }
  }

  /// Makes `members` the least set with an action that is stubborn, apart from the choice of what stands for a guard that does
  /// not hold; returns how many of it are enabled, or nil if these are not fewer than `limit`.
  private func close(from seed: Int, below limit: Int) -> Int? {
    for index in 0..<width { members[index] = 0 }
    open.removeAll(keepingCapacity: true)
    members[seed >> 6] |= 1 << UInt64(seed & 63)
    open.append(seed)
    var count = 1
    while let action = open.popLast() {
      let row = unsafe relation(of: action, blocked[action])
      for index in 0..<width {
        var new = row.words[index] & ~members[index]
        guard new != 0 else { continue }
        members[index] |= new
        count += (new & enabled[index]).nonzeroBitCount
        if count >= limit { return nil }
        while new != 0 {
          open.append(index << 6 + new.trailingZeroBitCount)
          new &= new - 1
        }
      }
    }
    return count
  }

  /// What has to be there with an action.
  private func relation(of action: Int, _ status: UInt32) -> Bits {
    if status == 0 { return relations.dependents[action] }
    if status & GuardStatus.fails != 0 { return relations.rows[relations.guardWriters[action]] }
    var chosen: Bits?
    var least = Int.max
    var rest = status
    while rest != 0 {
      let part = rest.trailingZeroBitCount
      rest &= rest - 1
      let row = relations.enablers(of: action, part)
      let cost = cost(of: row, below: least)
      if cost < least { (least, chosen) = (cost, row) }
      if cost == 0 { break }
    }
    return chosen ?? relations.rows[relations.guardWriters[action]]
  }

  /// How much a row adds: what is fired counts most.
  private func cost(of row: Bits, below limit: Int) -> Int {
    var cost = 0
    for index in 0..<width {
      let new = row.words[index] & ~members[index]
      cost += (new & enabled[index]).nonzeroBitCount * relations.actions.count + new.nonzeroBitCount
      if cost >= limit { break }
    }
    return cost
  }
}
