/// What is known to hold where an execution is: a growing list of facts.
///
/// Facts belong to regions, which nest; the condition since a region's start is kept as well as the whole one.
struct PathCondition {
  private struct Entry {
    let fact: Term
    let whole: Term
    /// The conjunction of the region's facts up to this one.
    let relative: Term
  }

  private let bank: TermBank
  private var entries: [Entry] = []
  private var facts: Set<Term> = []
  /// Where each open region starts.
  private var starts: [Int] = [0]

  init(_ bank: TermBank) { self.bank = bank }

  var term: Term { entries.last?.whole ?? bank.true }
  /// True where nothing can be.
  var isDead: Bool { term.isFalse }
  var depth: Int { starts.count - 1 }

  /// What holds since the start of the innermost region.
  var sinceRegion: Term { region(depth) }

  /// What a region adds up to here or to the start of the next inner one.
  private func region(_ region: Int) -> Term {
    let end = region < depth ? starts[region + 1] : entries.count
    return end > starts[region] ? entries[end - 1].relative : bank.true
  }

  /// What holds since a region was opened that had this depth.
  func since(depth region: Int) -> Term { bank.and((region...depth).map { self.region($0) }) }

  mutating func assume(_ condition: Term) {
    if condition.operation == .and, condition.arguments.count <= 32 {
      for part in condition.arguments { assume(part) }
      return
    }
    guard !isDead, !condition.isTrue, !facts.contains(condition) else { return }
    let fact = facts.contains(bank.not(condition)) ? bank.false : condition
    let relative = sinceRegion
    entries.append(
      Entry(fact: fact, whole: bank.and(term, fact), relative: bank.and(relative, fact)))
    facts.insert(fact)
  }

  /// Whether a condition is known here; nil if it is not.
  func decides(_ condition: Term) -> Bool? {
    if case .boolean(let value) = condition.operation { return value }
    if facts.contains(condition) { return true }
    if facts.contains(bank.not(condition)) { return false }
    if condition.operation == .and, condition.arguments.contains(where: { decides($0) == false }) {
      return false
    }
    if condition.operation == .or, condition.arguments.contains(where: { decides($0) == true }) {
      return true
    }
    return nil
  }

  mutating func openRegion() { starts.append(entries.count) }

  /// Forgets what was assumed since the innermost region's start; the region stays open.
  mutating func rewind() {
    while entries.count > starts[depth], let entry = entries.popLast() { facts.remove(entry.fact) }
  }

  mutating func closeRegion() {
    rewind()
    starts.removeLast()
  }
}
