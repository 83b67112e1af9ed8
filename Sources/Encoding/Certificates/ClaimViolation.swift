package import Checking
import ModelIR

/// What it means to violate a claim, or to reach a cover.
struct ClaimViolation {
  /// Each a way to do so.
  let atStart: [Term]
  let inState: [Term]

  init(_ encoding: TransitionEncoding, _ claim: Claim, _ deadlock: DeadlockMode) throws(UnsupportedConstruct)
  {
    let bank = encoding.bank
    let system = encoding.system
    let properties = encoding.properties.compactMap { $0 }
    func failures(_ assertion: PropertyID?, _ failures: [EncodedFailure]) -> [Term] {
      failures.filter { $0.failure.property == assertion }.map(\.condition)
    }
    func failing(_ assertion: PropertyID?) -> ([Term], [Term]) {
      (
        encoding.starts.flatMap { failures(assertion, $0.failures) },
        encoding.rules.flatMap { failures(assertion, $0.failures) }
          + properties.flatMap { failures(assertion, $0.failures) }
      )
    }
    switch claim {
    case .noRuntimeError:
      (atStart, inState) = failing(nil)
    case .noDeadlock:
      atStart = []
      inState = [try Self.stuck(encoding, deadlock)]
    case .property(let id):
      guard let property = encoding.properties[id.index] else {
        guard system[id].kind == .cover else {
          (atStart, inState) = failing(id)
          return
        }
        atStart = encoding.starts.compactMap { $0.covers[id] }
        inState = encoding.rules.compactMap { $0.covers[id] }
        return
      }
      let isCover = system[id].kind == .cover
      atStart = []
      // A condition that cannot be evaluated counts as violated, which only asks more of the proof.
      inState =
        [bank.and(property.domain, isCover ? property.holds : bank.not(property.holds))]
        + property.failures.map(\.condition)
    }
  }

  /// No instance of any rule leads on.
  private static func stuck(_ encoding: TransitionEncoding, _ deadlock: DeadlockMode)
    throws(UnsupportedConstruct) -> Term
  {
    let bank = encoding.bank
    var still: [Term] = []
    for rule in encoding.rules {
      let parameters = rule.parameters.map(\.parameter)
      guard let count = parameters.instanceCount, count <= 256 else {
        throw UnsupportedConstruct(
          "deadlocks of rules with more than 256 instances",
          at: encoding.system.rule(of: Firing(subject: rule.subject, arguments: [])).range)
      }
      let changes = zip(encoding.leaves, rule.next).map { bank.not(bank.equal($0.constant, $1)) }
      let moves = deadlock == .stuck ? rule.isTaken : bank.and(rule.isTaken, bank.or(changes))
      for number in 0..<count {
        let instance = bank.values(parameters.arguments(ofInstance: number), of: rule.parameters)
        still.append(bank.not(bank.substitute(instance, in: moves)))
      }
    }
    return bank.and(still)
  }
}

extension TransitionEncoding {
  /// The claims that together say that no step fails, as far as one can.
  ///
  /// An inductive invariant says nothing about what comes after a step that does.
  package var stepClaims: [Claim] {
    let failures = (starts + rules).flatMap(\.failures).filter { !$0.condition.isFalse }
    let violated = Set(failures.map { Claim(violatedBy: $0.failure) })
    return system.claims(deadlock: .off).filter(violated.contains)
  }
}
