import Checks
import Reporting
import Traces
import Wording

/// What the gate says, in findings: one for each check, at its place in the file of checks.
extension Finding {
  init(proofsOf job: Job, _ conclusion: Conclusion, reasons: [String]) {
    let name = job.name
    let level: Level
    switch conclusion {
    case .holds: level = .passed
    case .violated: level = .failure
    case .inconclusive, .rejected, .inputOutput, .interrupted, .internalError: level = .error
    }
    let explanation =
      reasons.isEmpty && conclusion == .rejected ? ["the model or the check is wrong"] : reasons
    self.init(
      .proofs, subject: name, property: "proofs of \(name)", level: level,
      message: level == .passed
        ? "the proofs stand" : "the proofs do not stand: " + explanation.joined(separator: "; "),
      place: job.place, details: reasons.count > 1 ? reasons : [])
  }

  /// Of a folder of proofs that belongs to no check.
  init(strayProofs name: String, in folder: String, level: Level) {
    self.init(
      .proofs, subject: name, property: "proofs of \(name)", level: level,
      message: "there are proofs, but no such check",
      place: SourceSpan(file: "\(folder)/\(name)/claim.json", line: 1, column: 1, endLine: 1, endColumn: 1))
  }
}

extension Findings {
  /// Those of the gate.
  init(ofGate findings: [Finding], elapsed: Duration, isInterrupted: Bool) {
    self.init(
      toolVersion: P2PCheck.version, command: "gate",
      groups: [Group(name: "gate", seconds: Quantity.seconds(elapsed), findings: findings)],
      isInterrupted: isInterrupted)
  }
}

extension Job {
  fileprivate var place: SourceSpan {
    if let check, let range = check.range { return SourceSpan(range, in: check.sources) }
    return SourceSpan(file: model, line: 1, column: 1, endLine: 1, endColumn: 1)
  }
}
