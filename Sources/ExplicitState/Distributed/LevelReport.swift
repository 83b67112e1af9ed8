import Checking

/// What a rank tells all others at the end of a level.
struct LevelReport: Sendable {
  /// Why the search is to end, if this rank wants it to.
  var stopReason: StopReason?
  /// States to expand next.
  var waiting: UInt64 = 0
  /// Whether it is time to save the search, for the first rank to say.
  var isSaveDue = false
  /// What was found since the last report.
  var findings: [SharedFinding] = []
  var failedProperties: [UInt32] = []
  var stoppedWatches: [UInt32] = []

  init(_ exploration: Exploration, isSaveDue: Bool) {
    let store = exploration.context.space.store
    stopReason = exploration.context.watch.stopReason
    waiting = UInt64(exploration.frontier.reduce(0) { $0 + $1.count })
    self.isSaveDue = isSaveDue
    findings = exploration.ledger.candidates.values.map { SharedFinding($0, in: store) }
    failedProperties = Array(exploration.ledger.failedProperties)
    stoppedWatches = Array(exploration.ledger.stoppedWatches)
  }

  init(_ words: [UInt64]) {
    var reader = WordReader(words)
    stopReason = StopReason(rawValue: UInt8(truncatingIfNeeded: reader.number()))
    waiting = reader.number()
    isSaveDue = reader.number() != 0
    failedProperties = reader.numbers()
    stoppedWatches = reader.numbers()
    for _ in 0..<reader.int() {
      guard let finding = SharedFinding(&reader) else { break }
      findings.append(finding)
    }
  }

  var words: [UInt64] {
    var writer = WordWriter()
    writer.put(stopReason?.rawValue ?? 0)
    writer.put(waiting)
    writer.put(isSaveDue ? 1 : 0)
    writer.put(failedProperties)
    writer.put(stoppedWatches)
    writer.put(findings.count)
    for finding in findings { finding.write(to: &writer) }
    return writer.words
  }
}
