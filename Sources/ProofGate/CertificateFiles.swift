package import Checking
import Digests
package import Encoding
import Foundation
package import ModelIR
package import Parametric
import Wording

/// The file that a certificate is kept in, the invariant as Murphi, and the scripts that follow from it and the model.
package struct CertificateFiles {
  /// From 1.
  private let number: Int
  private let system: TransitionSystem
  private let certificate: Certificate
  private let deadlock: DeadlockMode
  /// Of one of several sizes of a scalarset; nil for the model's own.
  private let size: Int?
  private let questions: InductionQuestions

  /// `system` must have the types that the invariants speak of.
  package init(
    number: Int, _ certificate: Certificate, of system: TransitionSystem, deadlock: DeadlockMode,
    size: Int? = nil
  ) throws(UnsupportedConstruct) {
    self.number = number
    self.size = size
    self.system = system
    self.certificate = certificate
    self.deadlock = deadlock
    questions = try InductionQuestions(try TransitionEncoding.encode(system), certificate)
  }

  package static func invariantName(_ number: Int) -> String { "\(number).invariant.m" }

  /// The first line of invariants.
  package static let invariantHead = "-- Inductive together, beside the ranges of the types.\n"

  /// What stands in the invariant's file: nothing that does not follow from the certificate.
  package static func invariantText(of certificate: Certificate, in system: TransitionSystem) -> String {
    let text = ExpressionText(system)
    return invariantHead + certificate.invariants.map { "\n" + text.declaration(of: $0) }.joined()
  }

  /// The scripts for claims that the certificate proves, by file name; each must be unsatisfiable.
  package func scripts(for claims: [Claim]) throws(UnsupportedConstruct) -> [String: CertificateScripts
    .Script]
  {
    var scripts: [String: CertificateScripts.Script] = [:]
    let number = size.map { "\(self.number).size-\($0)" } ?? "\(self.number)"
    for claim in claims {
      let all = try CertificateScripts(questions, claim: claim, deadlock: deadlock)
      let position = system.claims(deadlock: deadlock).firstIndex(of: claim) ?? 0
      let stem = "\(number).\(position + 1)-\(Slug.text(claim.name(in: system)))"
      scripts["\(stem).initiation.smt2"] = all.initiation
      scripts["\(stem).safety.smt2"] = all.safety
      // The same for all claims.
      let consecution = "\(number).consecution.smt2"
      scripts[consecution] = scripts[consecution] ?? all.consecution
    }
    return scripts
  }

  /// The same for every size of a scalarset: for each up to the cutoff, which is computed.
  package static func scripts(
    number: Int, _ certificate: FamilyCertificate, for claims: [Claim], failuresEndRuns: Bool
  ) throws(UnsupportedConstruct) -> [String: CertificateScripts.Script] {
    var scripts: [String: CertificateScripts.Script] = [:]
    let claims = try certificate.obligations(for: claims, failuresEndRuns: failuresEndRuns)
    for size in 1...certificate.cutoff {
      let (system, member) = certificate.member(size)
      let files = try CertificateFiles(number: number, member, of: system, deadlock: .off, size: size)
      scripts.merge(try files.scripts(for: claims)) { $1 }
    }
    return scripts
  }

  /// `sha256:` and the digest of all scripts with their names.
  package static func digest(of scripts: [String: CertificateScripts.Script]) -> String {
    let all = scripts.sorted { $0.key < $1.key }.map { "\($0.key)\n\($0.value.text)" }
    return SHA256.hash(data: Data(all.joined().utf8)).text
  }
}
