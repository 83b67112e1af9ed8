import Checking
import Encoding
import ModelIR

/// Whether proofs are about all runs: an inductive invariant excludes what steps lead to, and a step that fails leads
/// nowhere.
///
/// That no step fails is what `no-runtime-error` and the assertions in bodies claim. They must be proved as well, or the
/// failures must be meant to end runs.
struct ProvedSteps {
  let problem: SafetyProblem
  /// No run of at most so many firings decides a claim; nil if nobody has looked.
  let depths: (Claim) -> Int?

  /// Those that are not proved.
  func open(_ findings: [CheckResult.Finding], of task: CheckTask) -> [Claim] {
    guard !task.failuresEndRuns else { return [] }
    return problem.encoding.stepClaims.filter { claim in
      !findings.contains { $0.claim == claim && $0.verdict.isProof }
    }
  }

  /// Leaves nothing proved that some failing step could change.
  func qualify(_ findings: inout [CheckResult.Finding], of task: CheckTask) {
    let open = open(findings, of: task)
    guard !open.isEmpty else { return }
    let names = open.map { "`\($0.name(in: task.system))`" }.joined(separator: ", ")
    let depth = open.map { depths($0) ?? 0 }.min() ?? 0
    for index in findings.indices {
      switch findings[index].verdict {
      case .bounded(let most, let reason) where most > depth:
        let reason = "\(reason); runs may go on behind a step that fails: \(names)"
        findings[index].verdict =
          depth > 0 ? .bounded(depth: depth, reason: reason) : .unknown(reason: reason)
      case let verdict where verdict.isProof:
        findings[index].verdict = .unknown(
          reason: "proved only of runs in which no step fails; not proved: \(names)")
      default: break
      }
    }
  }
}

extension Verdict {
  /// Also of a cover that is out of reach.
  fileprivate var isProof: Bool {
    switch self {
    case .proved, .violated(nil): true
    case .explored, .reached, .violated, .bounded, .unknown: false
    }
  }
}
