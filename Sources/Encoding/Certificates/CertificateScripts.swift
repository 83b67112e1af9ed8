package import Checking
package import ModelIR

/// The three questions that decide whether a certificate stands, as SMT-LIB scripts: each must be unsatisfiable.
///
/// They are made from the model and the certificate's conditions alone; nothing here knows how those were found.
package struct CertificateScripts: Sendable {
  package struct Script: Sendable {
    /// `initiation`, `consecution` or `safety`.
    package let name: String
    fileprivate let claim: String
    fileprivate let bank: TermBank
    fileprivate let assumed: Term
    /// What must not happen, one way or another.
    fileprivate let cases: [Term]

    /// The whole question.
    package var text: String {
      SMTLIBWriter.script(
        [bank.and(assumed, bank.or(cases))], status: "unsat", comments: ["\(claim): \(name)"])
    }

    /// The same question in pieces: the script is unsatisfiable if and only if all of these are.
    package var parts: [Term] { cases.map { bank.and(assumed, $0) }.filter { !$0.isFalse } }

    /// A part, or one of another script about the same certificate, once what its equations determine is put in.
    package func text(of part: Term) -> String {
      SMTLIBWriter.script(Elimination([part], in: bank).formulas, status: "unsat")
    }
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
    let questions = try InductionQuestions(try TransitionEncoding.encode(system), certificate)
    try self.init(questions, claim: claim, deadlock: deadlock)
  }

  /// For several claims with one certificate.
  package init(
    _ questions: InductionQuestions, claim: Claim, deadlock: DeadlockMode
  ) throws(UnsupportedConstruct) {
    let encoding = questions.encoding
    let violation = try ClaimViolation(encoding, claim, deadlock)
    func script(_ name: String, _ assumed: Term, _ cases: [Term]) -> Script {
      Script(
        name: name, claim: claim.name(in: encoding.system), bank: encoding.bank, assumed: assumed,
        cases: cases)
    }
    initiation = script("initiation", encoding.bank.true, questions.initiation + violation.atStart)
    consecution = script("consecution", questions.before, questions.consecution)
    safety = script("safety", questions.invariant, violation.inState)
  }
}
