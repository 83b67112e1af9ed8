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
        portable(bank.or(cases)), status: "unsat", comments: ["\(claim): \(name)"])
    }

    /// The same question in pieces: the script is unsatisfiable if and only if all of these are.
    package var parts: [Part] {
      cases.flatMap(alternatives).map { Part(question: bank.and(portable($0)), bank: bank) }
        .filter { !$0.question.isFalse }
    }

    /// A case says last what must not be false; solvers are quicker to see of each part of it why it is not.
    private func alternatives(of question: Term) -> [Term] {
      let (path, last) =
        question.operation == .and
        ? (question.arguments.dropLast(), question.arguments[question.arguments.count - 1]) : ([], question)
      guard last.operation == .not, last.arguments[0].operation == .and else { return [question] }
      return last.arguments[0].arguments.map { bank.and(path + [bank.not($0)]) }
    }

    /// In the standard theories only.
    private func portable(_ question: Term) -> [Term] {
      ConstantArrays.eliminated(from: [bank.and(assumed, question)], in: bank)
    }
  }

  /// One way in which what a script asks for could happen; scripts of claims with one certificate share most of theirs.
  package struct Part: Hashable, Sendable {
    fileprivate let question: Term
    fileprivate let bank: TermBank

    /// As a script, once what its equations determine is put in, and the logic that has all of it.
    package var script: (text: String, logic: String) {
      let formulas = Elimination([question], in: bank).formulas
      return (SMTLIBWriter.script(formulas, status: "unsat"), SMTLIBFeatures(formulas).logic)
    }

    package static func == (left: Part, right: Part) -> Bool { left.question == right.question }
    package func hash(into hasher: inout Hasher) { hasher.combine(question) }
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
