import Diagnostics
package import ModelIR
package import Wording

/// What is known of the instances of rules in a state: which are enabled, and what is in the way of the others.
package struct GuardInquiry: Sendable {
  /// Those that are enabled first, then those that lack least.
  package let accounts: [GuardAccount]
  /// Whether these are all instances.
  package let isComplete: Bool

  /// More instances are not looked at.
  private static let mostInstances = 4096
  /// Nor of any rule, if all are asked for.
  private static let mostOfEach: UInt64 = 1024
  /// How long guards may be gone over.
  private static let patience: Duration = .seconds(2)
  /// More are not told one by one.
  private static let mostShown = 8

  /// Of the rule instances that are meant.
  package init(_ query: RuleQuery, in state: State, of context: TraceContext) {
    let (firings, isComplete) = query.firings(in: context.system, limit: Self.mostInstances)
    self.init(firings, isComplete: isComplete, in: state, of: context)
  }

  /// Of all rules.
  package init(in state: State, of context: TraceContext) {
    let (firings, isComplete) = Interpreter(context.system).ruleFirings(mostOfEach: Self.mostOfEach)
    self.init(firings, isComplete: isComplete, in: state, of: context)
  }

  private init(_ firings: [Firing], isComplete: Bool, in state: State, of context: TraceContext) {
    let stop = StopFlag(after: Self.patience)
    let interpreter = Interpreter(context.system, stop: stop)
    var accounts: [GuardAccount] = []
    for firing in firings {
      let account = context.account(ofGuard: firing, in: state, interpreter)
      // What was stopped says nothing.
      if stop.isRaised { break }
      accounts.append(account)
    }
    self.isComplete = isComplete && accounts.count == firings.count
    self.accounts = accounts.enumerated().sorted { left, right in
      (left.element.hindrances, left.offset) < (right.element.hindrances, right.offset)
    }.map(\.element)
  }

  /// For a terminal.
  package func lines(_ ink: Ink) -> [String] {
    guard !accounts.isEmpty else {
      return [isComplete ? "no instance of the rule is meant" : "the guard takes too long to be evaluated"]
    }
    var lines = accounts.prefix(Self.mostShown).flatMap { $0.lines(ink) }
    let rest = accounts.count - Self.mostShown
    let more = isComplete ? "" : " or more"
    if rest > 0 || !isComplete {
      let name = accounts[0].action.text.visible
      lines += Layout.wrap(
        "and \(Quantity.grouped(UInt64(max(rest, 0))))\(more) other instances; \"\(name)\" names one",
        first: 0, indentation: 2)
    }
    return lines
  }

  /// Of each rule the instance that lacks least, in two lines.
  package func nearest(limit: Int) -> [String] {
    var seen: Set<String> = []
    let nearest = accounts.filter { seen.insert($0.action.name).inserted }
    var lines = nearest.prefix(limit).flatMap { account in
      Layout.wrap(account.action.text, first: 2, indentation: 6)
        + Layout.wrap(account.headline, first: 6, indentation: 8)
    }
    let rest = nearest.count - limit
    if rest > 0 { lines.append("  and \(Quantity.count(rest, "more rule"))") }
    return lines
  }
}
