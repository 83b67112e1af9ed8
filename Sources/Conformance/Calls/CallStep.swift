import ModelIR

/// What a rule is of a call, as its annotations say.
struct CallStep: Hashable {
  /// A word behind the name of a call.
  enum Word: Hashable {
    case literal(String)
    /// The value of a ruleset parameter, an index into `Rule.parameters`.
    case parameter(Int)
  }

  /// The call that begins with the rule; nil if the rule ends one that is under way.
  var call: String?
  var words: [Word] = []
  /// Whether the call is over with the rule.
  var ends: Bool
  var result: CallReturn = .nothing
  /// Whether it happens only where something fails, as `--@ operation fail` says.
  var fails = false
  /// The parameter that is the acting process; nil if any may act.
  var actor: Int?
}

extension TransitionSystem {
  /// What each rule is of a call, by `RuleID.index`; nil for steps that no log tells of.
  ///
  /// If no rule says that a call returns, each call is one step.
  var callSteps: [CallStep?] {
    var steps = rules.map(callStep)
    if !steps.contains(where: { $0?.ends == true }) {
      for index in steps.indices { steps[index]?.ends = true }
    }
    return steps
  }

  private func callStep(_ rule: Rule) -> CallStep? {
    var words = rule.operation[...]
    let result = rule.callReturn ?? .nothing
    guard let first = words.first, !Self.withinCall.contains(first) else {
      // `fail return` ends the call; `fail` and `read_only` say more of it.
      let ends = words.contains("return") || rule.callReturn != nil
      guard ends else { return nil }
      let actor = actor(of: rule, besides: [])
      return CallStep(ends: true, result: result, fails: rule.isFailure, actor: actor)
    }
    var ends = rule.callReturn != nil
    // A call that fails at once.
    if words.count > 1, words.last == "fail" {
      words.removeLast()
      ends = true
    }
    let arguments = words.dropFirst().map { word -> CallStep.Word in
      rule.parameters.lastIndex { $0.name == word }.map(CallStep.Word.parameter) ?? .literal(word)
    }
    let named = arguments.compactMap { if case .parameter(let index) = $0 { index } else { nil } }
    return CallStep(
      call: first, words: arguments, ends: ends, result: result, fails: rule.isFailure,
      actor: actor(of: rule, besides: Set(named)))
  }

  /// Words that begin the annotations of steps within a call.
  private static let withinCall: Set = ["return", "fail", "read_only"]

  /// The acting process of a rule among the parameters that are not arguments of the call.
  private func actor(of rule: Rule, besides arguments: Set<Int>) -> Int? {
    var others = rule
    let indices = rule.parameters.indices.filter { !arguments.contains($0) }
    others.parameters = indices.map { rule.parameters[$0] }
    return actor(of: others).map { indices[$0] }
  }
}

extension Rule {
  /// Whether the rule is taken only where something fails: `fail` begins or ends its annotation.
  var isFailure: Bool { operation.first == "fail" || operation.count > 1 && operation.last == "fail" }
}
