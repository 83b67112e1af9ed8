import Checking
import Checks
import ModelIR
import Wording

/// A sweep for a terminal: each property with its verdicts and where it has them, then the least violated combinations.
struct SweepText {
  /// More patterns than these say little to a reader.
  private static let mostPatterns = 12

  private let sweep: Sweep
  private let ink: Ink
  private let isStrict: Bool
  private var lines: [String] = []
  private let width: (word: Int, count: Int)

  static func lines(of sweep: Sweep, ink: Ink, isStrict: Bool) -> [String] {
    var text = SweepText(sweep, ink: ink, isStrict: isStrict)
    text.draw()
    return text.lines
  }

  private init(_ sweep: Sweep, ink: Ink, isStrict: Bool) {
    self.sweep = sweep
    self.ink = ink
    self.isStrict = isStrict
    let words = sweep.combinations.flatMap { $0.model?.result.findings.map(\.verdict.word.count) ?? [] }
    width = (words.max() ?? 0, String(sweep.combinations.count).count)
  }

  private mutating func draw() {
    let states = sweep.combinations.reduce(UInt64(0)) { $0 + ($1.model?.result.statistics.states ?? 0) }
    let names = sweep.constants.map(\.name).joined(separator: ", ")
    let size =
      "\(Quantity.count(sweep.combinations.count, "combination")) of \(names): "
      + "\(Quantity.count(states, "state")), \(Quantity.time(sweep.elapsed))"
    lines += Layout.wrap(size, first: 2, indentation: 4).map { ink(.dim, $0) }
    drawFailures()
    for claim in sweep.claims { draw(claim) }
    drawWarnings()
    drawLeastViolated()
  }

  private mutating func draw(_ claim: String) {
    let findings = sweep.findings(of: claim)
    let groups = Dictionary(grouping: findings) { $0.finding.verdict.word }
    // Where the most common verdict is found needs no saying.
    let words = groups.keys.sorted { (groups[$1]?.count ?? 0, $0) < (groups[$0]?.count ?? 0, $1) }
    let indentation = width.word + width.count + 6
    for word in words {
      guard let group = groups[word] else { continue }
      let unmet = group.filter { $0.combination.isMet(by: $0.finding) == false }
      let isJudged = group.allSatisfy { $0.combination.isMet(by: $0.finding) != nil }
      let holds = group.allSatisfy(\.finding.verdict.holds)
      let style: Ink.Style = unmet.isEmpty && (isJudged || holds) ? .good : .bad
      let count = Layout.padLeft("\(group.count)", to: width.count)
      let start = "  \(ink(style, Layout.pad(word, to: width.word)))  \(count)  "
      let text: [String]
      if word == words.first {
        text = Layout.wrap(claim, first: indentation, indentation: indentation)
      } else {
        text = patterns(of: group.map(\.combination), indentation: indentation + 2)
      }
      lines.append(start + (text.first.map { String($0.dropFirst(indentation)) } ?? ""))
      lines += text.dropFirst()
      drawUnmet(unmet, indentation: indentation + 2)
    }
  }

  private mutating func drawUnmet(
    _ unmet: [(combination: Sweep.Combination, finding: CheckResult.Finding)], indentation: Int
  ) {
    let groups = Dictionary(grouping: unmet) { $0.combination.clause(for: $0.finding) ?? "" }
    for (clause, group) in groups.sorted(by: { $0.key < $1.key }) {
      let text = "not as expected: it \(clause) in \(group.count)"
      lines.append(ink(.bad, String(repeating: " ", count: indentation) + text))
      lines += patterns(of: group.map(\.combination), indentation: indentation + 2)
    }
  }

  private mutating func drawFailures() {
    let failed = sweep.combinations.filter { $0.model == nil }
    for (reason, group) in Dictionary(grouping: failed, by: \.failure).sorted(by: { $0.key < $1.key }) {
      let text = "no verdict in \(group.count): \(reason)"
      lines += Layout.wrap(text, first: 2, indentation: 4).map { ink(.bad, $0) }
      lines += patterns(of: group, indentation: 6)
    }
  }

  private mutating func drawWarnings() {
    let word = isStrict || sweep.isComplete ? ink(.bad, "failure") : ink(.doubtful, "warning")
    for clause in sweep.unexpectedVacuity.map(\.text) {
      let wrapped = Layout.wrap(clause, first: 11, indentation: 4)
      lines.append("  \(word): \(wrapped[0].dropFirst(11))")
      lines += wrapped.dropFirst()
    }
  }

  /// The sets of violated properties that contain no other, if there are several sets.
  private mutating func drawLeastViolated() {
    let groups = Dictionary(grouping: sweep.combinations.filter { $0.model != nil }, by: \.violated)
    guard groups.count > 1 else { return }
    let least = groups.filter { set, _ in !groups.keys.contains { Set($0).isStrictSubset(of: set) } }
    lines.append("  the fewest violations:")
    for (names, group) in least.sorted(by: { Self.precedes($0.key, $1.key) }) {
      let count = Layout.padLeft("\(group.count)", to: width.count)
      let text = names.isEmpty ? "none" : names.joined(separator: "; ")
      lines += Layout.wrap("\(count)  \(text)", first: 4, indentation: width.count + 6)
      lines += patterns(of: group, indentation: width.count + 8)
    }
  }

  private static func precedes(_ left: [String], _ right: [String]) -> Bool {
    left.count == right.count ? left.lexicographicallyPrecedes(right) : left.count < right.count
  }

  private func patterns(of chosen: [Sweep.Combination], indentation: Int) -> [String] {
    // Where it is all of them there is nothing to say.
    let patterns = sweep.patterns(of: chosen).filter { !$0.choices.isEmpty }
    var texts = patterns.prefix(Self.mostPatterns).map(\.description)
    if patterns.count > texts.count { texts.append("and \(patterns.count - texts.count) more patterns") }
    return texts.flatMap { Layout.wrap($0, first: indentation, indentation: indentation + 2) }
      .map { ink(.dim, $0) }
  }
}

extension Sweep.Combination {
  fileprivate func isMet(by finding: CheckResult.Finding) -> Bool? {
    model?.expectations.isMet(by: finding.verdict, of: finding.claim)
  }

  fileprivate func clause(for finding: CheckResult.Finding) -> String? {
    model?.expectations.clause(for: finding.claim)
  }

  fileprivate var failure: String {
    switch entry.outcome {
    case .rejected: "the model is rejected"
    case .failed(let failure): failure.message
    case .checked, .swept: ""
    }
  }

  /// The names of the violated properties, in the model's order; a cover that is missed is none.
  fileprivate var violated: [String] {
    guard let model else { return [] }
    return model.result.findings.compactMap { finding in
      guard case .violated = finding.verdict else { return nil }
      if case .property(let id) = finding.claim, model.system[id].kind == .cover { return nil }
      return finding.claim.name(in: model.system)
    }
  }
}
