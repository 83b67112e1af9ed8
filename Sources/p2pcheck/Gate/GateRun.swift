import Checking
import Diagnostics
import Foundation
import ProofGate
import Reporting
import Wording

/// The proof gate: every check has proofs, every proof a check, and each proof stands.
struct GateRun {
  let folder: String
  let session: Session
  let check: GateCheck
  /// Nil unless proofs are to be made.
  let update: GateUpdate?
  let acceptsWeaker: Bool
  /// Percent of the checks whose explorations are made again; nil for all.
  let sample: Int?
  let isQuiet: Bool
  let line: ProgressLine
  let ink: Ink
  let reports: ReportOptions
  let pages: PageFolder?

  /// `isAll` is false if only some checks are looked at.
  func run(_ jobs: [Job], isAll: Bool) async throws -> ExitCode {
    let start = ContinuousClock.now
    let threads = jobs.first?.budget.jobs ?? 1
    let work = session.work(jobs: threads)
    var generator = SystemRandomNumberGenerator()
    let items = jobs.map { job in
      Item(job: job, explores: sample.map { Int.random(in: 0..<100, using: &generator) < $0 } ?? true)
    }
    // Sweeps are long: none is to be the last.
    let order = items.indices.filter { items[$0].isSweep } + items.indices.filter { !items[$0].isSweep }
    let finished = try await work.results(of: order.map { items[$0] }) { done in
      line.draw("\(done) of \(items.count) checks")
    } _: { [self] item in
      try await result(of: item)
    }
    let results = Dictionary(uniqueKeysWithValues: finished.map { (order[$0.key], $0.value) })
    line.erase()
    var lines: [String] = []
    var worst = Conclusion.holds
    var findings: [Finding] = []
    for index in items.indices {
      guard let result = results[index] else { continue }
      findings.append(Finding(proofsOf: items[index].job, result.conclusion, reasons: result.reasons))
      worst = max(worst, result.conclusion)
      lines += text(of: result, items[index].job.name)
    }
    for name in isAll ? try strayNames(jobs) : [] {
      let left = try strayObjections(name)
      findings.append(Finding(strayProofs: name, in: folder, level: left == nil ? .warning : .failure))
      worst = max(worst, left == nil ? .holds : .violated)
      lines += text(ofStray: name, left)
    }
    let skipped = items.count { !$0.explores }
    if skipped > 0 {
      lines.append(
        "sampled: \(Quantity.count(skipped, "check")) without exploring again; this is not the whole gate")
    }
    let standing = results.values.count { $0.conclusion == .holds }
    let unchanged = results.values.count(where: \.isUnchanged)
    let remembered = unchanged > 0 ? ", \(unchanged) unchanged since they stood" : ""
    let elapsed = ContinuousClock.now - start
    lines.append(
      "\(standing) of \(Quantity.count(items.count, "check")) stand\(remembered), \(Quantity.time(elapsed))")
    try Console.print(lines)
    let exitCode = ExitCode(session.isToEnd ? max(worst, .interrupted) : worst)
    let report = Findings(ofGate: findings, elapsed: elapsed, isInterrupted: session.isToEnd)
    try reports.printAnnotations(report)
    try reports.writeFiles(report, exitCode: exitCode, pages: pages)
    return exitCode
  }

  private struct Item: Sendable {
    let job: Job
    let explores: Bool

    var isSweep: Bool { !job.swept.isEmpty }
  }

  private struct Result: Sendable {
    var conclusion: Conclusion
    var objections: [Objection] = []
    var comparison: ClaimComparison?
    var failure: EngineFailure?
    var isUnchanged = false

    var reasons: [String] { objections.map(\.message) + (failure.map { [$0.message] } ?? []) }
  }

  /// What comes of an item within the time of all its combinations.
  private func result(of item: Item) async throws -> Result {
    let combinations = item.job.combinations.count
    let deadline = item.job.budget.timeout.map { ContinuousClock.now + $0 * combinations }
    let supervision = session.supervision(until: deadline)
    let outcome: Swift.Result<Result, any Error>? = await supervision.value { [self] in
      do {
        return .success(try await result(of: item, until: deadline))
      } catch {
        return .failure(error)
      }
    }
    // What was not looked at to its end neither stands nor falls.
    if session.isToEnd { return Result(conclusion: .interrupted) }
    if let reason = supervision.reason {
      return Result(conclusion: .inconclusive, objections: [Objection(reason)])
    }
    do {
      return try outcome?.get() ?? Result(conclusion: .inconclusive)
    } catch let failure as FileFailure {
      // One check that cannot be looked at hides nothing of the others.
      return Result(conclusion: .inputOutput, objections: [Objection(failure.message)])
    } catch let failure as UsageFailure {
      return Result(conclusion: .rejected, objections: [Objection(failure.message)])
    }
  }

  private func result(of item: Item, until deadline: ContinuousClock.Instant?) async throws -> Result {
    var folder = ProofFolder(item.job.name, in: folder)
    let observer = session.observer(until: deadline)
    let outcome = try await check.outcome(
      of: item.job, in: folder, explores: item.explores, observer: observer)
    if observer.isCancelled { return Result(conclusion: .inconclusive) }
    let result = Self.result(outcome)
    guard let update, case .falls = outcome else { return result }
    switch try await update.outcome(of: item.job, observer: observer) {
    case .interrupted: return Result(conclusion: .interrupted)
    case .rejected: return Result(conclusion: .rejected)
    case .failed(let failure): return Result(conclusion: Conclusion(failure), failure: failure)
    case .unexpected(let objections): return Result(conclusion: .violated, objections: objections)
    case .made(let claim, let files):
      let old = folder.files[ProofClaim.fileName].flatMap { try? ProofClaim($0) }.flatMap {
        // That of another check says nothing about this one.
        $0.subject.check == claim.subject.check ? $0 : nil
      }
      let comparison = ClaimComparison(from: old, to: claim)
      guard acceptsWeaker || !comparison.isWeaker else {
        let objection = Objection("something is weaker than before; `--accept-weaker` writes it nevertheless")
        return Result(conclusion: .violated, objections: [objection], comparison: comparison)
      }
      // Nobody may be waiting any more.
      if observer.isCancelled { return Result(conclusion: .interrupted) }
      let left = folder.leftovers(beside: files)
      try folder.write(files)
      return Result(
        conclusion: left.isEmpty ? .holds : .violated, objections: left, comparison: comparison)
    }
  }

  private static func result(_ outcome: GateCheck.Outcome) -> Result {
    switch outcome {
    case .stands: Result(conclusion: .holds)
    case .unchanged: Result(conclusion: .holds, isUnchanged: true)
    case .falls(let objections): Result(conclusion: .violated, objections: objections)
    case .rejected: Result(conclusion: .rejected)
    case .failed(let failure): Result(conclusion: Conclusion(failure), failure: failure)
    }
  }

  /// Folders of checks that are no more.
  private func strayNames(_ jobs: [Job]) throws(FileFailure) -> [String] {
    guard FileKind(of: folder) == .folder else { return [] }
    let known = jobs.map(\.name) + Self.others
    return (try ProofFolder.names(in: folder) ?? []).filter { !known.contains(where: $0.hasSameBytes) }
  }

  /// What is wrong with a folder that has no check; nil if it was removed, as it is where weaker proofs are made.
  private func strayObjections(_ name: String) throws(FileFailure) -> [Objection]? {
    guard update != nil, acceptsWeaker else { return [] }
    let left = try ProofFolder(name, in: folder).remove()
    return left.isEmpty ? nil : left
  }

  private func text(ofStray name: String, _ left: [Objection]?) -> [String] {
    let name = name.visible
    guard let left else { return ["gone   \(name)"] }
    guard update != nil else { return [ink(.bad, "falls  \(name): there is no such check")] }
    guard acceptsWeaker else {
      return [ink(.bad, "gone   \(name): there is no such check; `--accept-weaker` removes its proofs")]
    }
    return [ink(.bad, "falls  \(name): there is no such check, and not all of it is proofs of one")]
      + left.map { "  \($0.message)" }
  }

  /// What may stand beside the folders of checks.
  private static let others = ["README.md"]

  private func text(of result: Result, _ name: String) -> [String] {
    var lines: [String] = []
    if let comparison = result.comparison, result.conclusion == .holds {
      lines.append(ink(.good, "made   ") + name)
      lines += comparison.lines.map { "  \($0.change.rawValue)  \($0.text)" }
      return lines
    }
    switch result.conclusion {
    case .holds:
      if !isQuiet { lines.append(ink(.good, "stands ") + name + (result.isUnchanged ? ", unchanged" : "")) }
    case .interrupted: lines.append(ink(.doubtful, "ended  ") + name)
    case .inconclusive, .violated, .rejected, .inputOutput, .internalError:
      lines.append(ink(.bad, "falls  ") + name)
      lines += result.objections.map { "  \($0.message)" }
      lines += (result.comparison?.lines ?? []).map { "  \($0.change.rawValue)  \($0.text)" }
      if let failure = result.failure { lines.append("  \(failure.message)") }
    }
    return lines
  }
}
