import Checking
import Encoding
import Z3

/// Whether the certificates that the strategies found stand, for somebody who has only the model and them.
struct ProofCheck {
  enum Result: Hashable, Sendable {
    case accepted
    case undecided(String)
    /// The script that can be satisfied.
    case refused(String)
  }

  private struct ScriptName: Hashable {
    var claim: Claim
    var script: String
  }

  private typealias Scripts = Swift.Result<CertificateScripts, UnsupportedConstruct>

  private let task: CheckTask
  private let blackboard: Blackboard

  /// The blackboard only says how much time there is.
  init(_ task: CheckTask, _ blackboard: Blackboard) {
    self.task = task
    self.blackboard = blackboard
  }

  /// Whether each certificate proves its claim.
  func results(of certificates: [Claim: Certificate]) async -> [Claim: Result] {
    guard !certificates.isEmpty else { return [:] }
    let made = await blackboard.conclude { () -> [Claim: Scripts] in self.scripts(of: certificates) }
    guard let scripts = made else { return certificates.mapValues { _ in .undecided(blackboard.endReason) } }
    let named = task.claims.flatMap { claim in
      ((try? scripts[claim]?.get())?.all ?? []).map { (ScriptName(claim: claim, script: $0.name), $0) }
    }
    let solver = Z3ScriptSolver(jobs: task.budget.jobs) { blackboard.timeToConclude }
    let failures = await CertificateCheck(by: solver) { isOver }.failures(of: named)
    var results: [Claim: Result] = [:]
    for (claim, scripts) in scripts {
      results[claim] =
        switch scripts {
        case .failure(let unsupported): .undecided(unsupported.message)
        case .success(let scripts): result(claim, scripts, failures)
        }
    }
    return results
  }

  private func result(
    _ claim: Claim, _ scripts: CertificateScripts, _ failures: [ScriptName: CertificateCheck.Failure]
  ) -> Result {
    var result = Result.accepted
    for script in scripts.all.map(\.name) {
      switch failures[ScriptName(claim: claim, script: script)] {
      case .refused: return .refused(script)
      case .undecided(let reason): result = .undecided(isOver ? blackboard.endReason : reason)
      case nil: break
      }
    }
    return result
  }

  /// Made of the model anew: the strategies' own encoding is not trusted.
  private func scripts(of certificates: [Claim: Certificate]) -> [Claim: Scripts] {
    let encoding = Swift.Result { () throws(UnsupportedConstruct) in
      try TransitionEncoding.encode(task.system)
    }
    var result: [Claim: Scripts] = [:]
    for (certificate, claims) in Dictionary(grouping: certificates.keys, by: { certificates[$0] }) {
      guard let certificate else { continue }
      let questions = Swift.Result { () throws(UnsupportedConstruct) in
        try InductionQuestions(try encoding.get(), certificate)
      }
      for claim in claims {
        result[claim] = Swift.Result { () throws(UnsupportedConstruct) in
          try CertificateScripts(try questions.get(), claim: claim, deadlock: task.deadlock)
        }
      }
    }
    return result
  }

  private var isOver: Bool { blackboard.isCancelled || blackboard.isConcluded }
}
