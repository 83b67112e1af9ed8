package import Checking
import Diagnostics
package import Encoding
package import ModelIR

/// Whether a certificate stands for every size of a scalarset: what ordinary certificates are asked, at every size up to
/// the cutoff.
///
/// The cutoff is computed here; what a certificate says of it is not listened to.
package struct FamilyCertificate: Sendable {
  package let cutoff: Int
  private let fragment: Fragment
  private let certificate: Certificate

  package init(_ fragment: Fragment, _ certificate: Certificate) throws(Refusal) {
    guard certificate.inductionDepth == 1 else {
      throw Refusal("a proof for every size looks back one state")
    }
    self.fragment = fragment
    self.certificate = certificate
    cutoff = try fragment.cutoff(lemmas: certificate.invariants)
  }

  /// Of a system's scalarset with this name, properties with some names set aside.
  package init(
    _ certificate: Certificate, of system: TransitionSystem, anySize name: String, without aside: [String]
  ) throws(Refusal) {
    let family = try ScalarsetFamily(system, of: name)
    var properties: Set<PropertyID> = []
    for name in aside {
      let named = system.propertyIDs.filter {
        Claim.property($0).name(in: system) == name && family.canBeWithout($0)
      }
      guard !named.isEmpty else { throw Refusal("there is no property `\(name)` that can be set aside") }
      properties.formUnion(named)
    }
    try self.init(try Fragment(family.without(properties)), certificate)
  }

  /// The names of what is set aside, in the order of the model.
  package var without: [String] {
    fragment.family.aside.sorted().map { Claim.property($0).name(in: fragment.family.system) }
  }

  /// Why it says nothing of a claim; nil if it may.
  package func objection(to claim: Claim) -> String? { fragment.objection(to: claim) }

  /// Whether it is about the model without some of its properties, so that nobody can claim of it that nothing fails.
  package var isWithoutProperties: Bool { !fragment.family.aside.isEmpty }

  /// The claims, and what has to be shown with them: that no step fails, where that cannot be a claim of its own.
  package func obligations(for claims: [Claim], failuresEndRuns: Bool) throws(UnsupportedConstruct) -> [Claim]
  {
    guard isWithoutProperties, !failuresEndRuns else { return claims }
    return claims + (try stepClaims()).filter { !claims.contains($0) }
  }

  /// The claims that together say that no step fails, whatever the size.
  package func stepClaims() throws(UnsupportedConstruct) -> [Claim] {
    var claims: Set<Claim> = []
    for size in 1...cutoff {
      claims.formUnion(try TransitionEncoding.encode(fragment.member(size)).stepClaims)
    }
    return fragment.family.system.claims(deadlock: .off).filter(claims.contains)
  }

  /// Whether it is, or may be, one of the claims that together say that no step fails.
  private func isOfSteps(_ claim: Claim) -> Bool {
    switch claim {
    case .noRuntimeError: true
    case .property(let id): fragment.family.system[id].kind == .assertion
    case .noDeadlock: false
    }
  }

  /// The system with so many elements, and the certificate for it.
  package func member(_ size: Int) -> (system: TransitionSystem, certificate: Certificate) {
    (fragment.member(size), fragment.member(certificate, size))
  }

  /// The scripts for one size and some claims, by claim; each must be unsatisfiable.
  package func scripts(
    size: Int, for claims: [Claim]
  ) throws(UnsupportedConstruct) -> [(claim: Claim, scripts: CertificateScripts)] {
    let (system, certificate) = member(size)
    let questions = try InductionQuestions(try TransitionEncoding.encode(system), certificate)
    var all: [(Claim, CertificateScripts)] = []
    for claim in claims {
      // That no step fails is shown whatever is set aside.
      if !isOfSteps(claim), let objection = fragment.objection(to: claim) {
        throw UnsupportedConstruct(objection, at: fragment.family.system.range(of: claim))
      }
      all.append((claim, try CertificateScripts(questions, claim: claim, deadlock: .off)))
    }
    return all
  }
}

extension TransitionSystem {
  fileprivate func range(of claim: Claim) -> SourceRange {
    if case .property(let id) = claim { return self[id].range }
    return SourceRange(file: FileID(0), start: 0, end: 0)
  }
}
