package import Checking
package import ModelIR

/// The three questions that decide whether a certificate stands, as SMT-LIB scripts: each must be unsatisfiable.
///
/// They are made from the model and the certificate's conditions alone; nothing here knows how those were found.
package struct CertificateScripts {
  package struct Script: Sendable {
    /// `initiation`, `consecution` or `safety`.
    package let name: String
    /// The whole question.
    package let text: String
    /// The same question in pieces: the script is unsatisfiable if and only if all of these are.
    package let parts: [String]
  }

  /// Some start state violates the invariant, or the claim while it is executed.
  package let initiation: Script
  /// Some firing leads from a state with the invariant to one without.
  package let consecution: Script
  /// Some state with the invariant violates the claim.
  package let safety: Script

  package var all: [Script] { [initiation, consecution, safety] }

  package init(
    _ system: TransitionSystem, _ certificate: Certificate, claim: Claim, deadlock: DeadlockMode
  ) throws(UnsupportedConstruct) {
    try self.init(try TransitionEncoding.encode(system), certificate, claim: claim, deadlock: deadlock)
  }

  /// For several certificates of one system, which then need not be encoded each time.
  package init(
    _ encoding: TransitionEncoding, _ certificate: Certificate, claim: Claim, deadlock: DeadlockMode
  ) throws(UnsupportedConstruct) {
    let bank = encoding.bank
    var invariants: [EncodedProperty] = []
    let encoder = Encoder(extending: encoding)
    for (index, invariant) in certificate.invariants.enumerated() {
      invariants.append(try encoder.encode(condition: invariant, of: "invariant\(index)"))
    }
    let questions = CertificateQuestions(encoding: encoding, invariants: invariants)
    let violation = try Violation(encoding, claim, deadlock)
    func script(_ name: String, _ assumed: Term, _ cases: [Term]) -> Script {
      let comment = "\(claim.name(in: encoding.system)): \(name)"
      return Script(
        name: name,
        text: SMTLIBWriter.script(
          [bank.and(assumed, bank.or(cases))], status: "unsat", comments: [comment]),
        parts: cases.map { bank.and(assumed, $0) }.filter { !$0.isFalse }
          .map { SMTLIBWriter.script([$0], status: "unsat") })
    }
    if certificate.inductionDepth > 1 {
      let steps = InductionQuestions(
        encoding: encoding, invariants: invariants, depth: certificate.inductionDepth)
      initiation = script("initiation", bank.true, [steps.initiation] + violation.atStart)
      consecution = script("consecution", bank.true, [steps.consecution])
    } else {
      initiation = script("initiation", bank.true, questions.initiation + violation.atStart)
      consecution = script("consecution", questions.invariant, questions.consecution)
    }
    safety = script("safety", questions.invariant, violation.inState)
  }
}

/// The invariant, and what it would mean for it not to be inductive.
private struct CertificateQuestions {
  let encoding: TransitionEncoding
  let invariants: [EncodedProperty]

  private var bank: TermBank { encoding.bank }
  private var constants: [Term] { encoding.leaves.map(\.constant) }

  /// A condition for the values of its own constants.
  private func instance(_ invariant: EncodedProperty) -> Term {
    bank.or(bank.not(invariant.domain), invariant.holds)
  }

  /// What is assumed of a state: the ranges, and each invariant.
  ///
  /// Of an invariant either all instances, or those for the constants that occur in the question. Fewer instances assume
  /// less, so that nothing wrong is proved.
  var invariant: Term { bank.and([encoding.ranges] + invariants.map(assumed)) }

  private func assumed(_ invariant: EncodedProperty) -> Term {
    let parameters = invariant.parameters
    if let count = parameters.map(\.parameter).instanceCount, count <= 64 {
      return bank.and(
        (0..<count).map { number in
          let values = parameters.map(\.parameter).arguments(ofInstance: number)
          var map: [Term: Term] = [:]
          for (parameter, value) in zip(parameters, values) {
            map[parameter.constant] = bank.value(value, of: parameter.constant.sort)
          }
          return bank.substitute(map, in: instance(invariant))
        })
    }
    var maps: [[Term: Term]] = [[:]]
    for parameter in parameters {
      let sort = parameter.constant.sort
      let fitting = occurring.filter {
        $0.constant.sort == sort && $0.parameter.type == parameter.parameter.type
      }
      maps = maps.flatMap { map in fitting.map { map.merging([parameter.constant: $0.constant]) { $1 } } }
    }
    return bank.and(maps.prefix(1024).map { bank.substitute($0, in: instance(invariant)) })
  }

  private var occurring: [EncodedParameter] {
    encoding.parameters + invariants.flatMap(\.parameters)
  }

  /// The ways in which the invariant is false after a transition: one of its conditions is, for some values of that
  /// condition's parameters.
  private func broken(after transition: EncodedTransition, isAssumed: Bool) -> [Term] {
    let moves = Dictionary(uniqueKeysWithValues: zip(constants, transition.next))
    var memory: [Term: Term] = [:]
    return ([encoding.ranges] + invariants.map(instance)).compactMap { condition in
      let after = bank.substitute(moves, in: condition, memory: &memory)
      // What held before, and is the same afterwards, holds.
      return isAssumed && after === condition ? nil : bank.and(transition.isTaken, bank.not(after))
    }
  }

  var initiation: [Term] { encoding.starts.flatMap { broken(after: $0, isAssumed: false) } }

  /// Together with `invariant`.
  var consecution: [Term] { encoding.rules.flatMap { broken(after: $0, isAssumed: true) } }
}

/// What it means to violate a claim, or to reach a cover.
private struct Violation {
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
        var map: [Term: Term] = [:]
        for (parameter, value) in zip(rule.parameters, parameters.arguments(ofInstance: number)) {
          map[parameter.constant] = bank.value(value, of: parameter.constant.sort)
        }
        still.append(bank.not(bank.substitute(map, in: moves)))
      }
    }
    return bank.and(still)
  }
}
