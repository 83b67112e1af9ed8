import Checking
import Checks
import Diagnostics
import ModelIR
import Traces
import Wording

/// What a page says of a check or model beside its findings.
package struct GroupDetails: Hashable, Sendable {
  /// A rule, and how often it fired.
  package struct Coverage: Hashable, Sendable {
    package var rule: String
    package var firings: UInt64
    /// Why it never fires, if that is known and meant.
    package var reason: String?
  }

  /// The model's path.
  package var model: String
  /// Engine, sizes, times: each a name and a value.
  package var facts: [Fact]
  /// Reachable states; nil if they were not all visited, or not in one search.
  package var states: UInt64?
  package var coverage: [Coverage]
  package var notes: [String]

  package struct Fact: Hashable, Sendable {
    package var name: String
    package var value: String
  }
}

extension GroupDetails {
  package init(_ entry: ReportEntry) {
    self.init(model: entry.model, facts: [], states: nil, coverage: [], notes: [])
    switch entry.outcome {
    case .checked(let model): describe(model)
    case .swept(let sweep): describe(sweep)
    case .rejected, .failed: break
    }
  }

  private mutating func describe(_ model: CheckedModel) {
    let statistics = model.result.statistics
    facts = [Fact(name: "engine", value: model.result.engine ?? model.engine)]
    if !model.settings.isEmpty {
      let settings = model.settings.map { "\($0.name) = \($0.value)" }
      facts.append(Fact(name: "constants", value: settings.joined(separator: ", ")))
    }
    if statistics.states > 0 {
      let all = statistics.complete ? "" : ", not all of them"
      facts += [
        Fact(name: "states", value: Quantity.grouped(statistics.states) + all),
        Fact(name: "firings", value: Quantity.grouped(statistics.firings)),
        Fact(name: "depth", value: "\(statistics.depth)"),
        Fact(name: "memory", value: Quantity.bytes(statistics.memory)),
        Fact(name: "symmetry", value: model.symmetry ? "used where the model has any" : "not used"),
      ]
      if statistics.complete { states = statistics.states }
    }
    if let written = statistics.diskWritten {
      facts.append(Fact(name: "written to disk", value: Quantity.bytes(written)))
    }
    if let orbits = statistics.statesOfOrbits {
      facts.append(Fact(name: "states of all orbits", value: Quantity.grouped(orbits)))
    }
    if let whole = statistics.wholeExpansions {
      facts.append(Fact(name: "states in which everything was fired", value: Quantity.grouped(whole)))
    }
    facts.append(Fact(name: "deadlock mode", value: model.deadlock.rawValue))
    facts.append(Fact(name: "time", value: Quantity.time(statistics.elapsed)))
    coverage = zip(model.system.rules, statistics.firingsPerRule).map { rule, firings in
      let need = rule.need.flatMap { $0.isMet ? nil : "needs \($0.text)" }
      return Coverage(rule: rule.name.visible, firings: firings, reason: firings == 0 ? need : nil)
    }
    notes = model.result.notes.map { $0.text(in: model.context.sources) }
  }

  private mutating func describe(_ sweep: Sweep) {
    facts = sweep.constants.map { Fact(name: $0.name, value: $0.values.joined(separator: ", ")) }
    facts += [
      Fact(name: "combinations", value: Quantity.grouped(UInt64(sweep.combinations.count))),
      Fact(name: "time", value: Quantity.time(sweep.elapsed)),
    ]
    guard let system = sweep.combinations.lazy.compactMap(\.model).first?.system else { return }
    let counts = sweep.combinations.compactMap(\.model).map(\.result.statistics.firingsPerRule)
    coverage = system.rules.indices.compactMap { index -> Coverage? in
      let firings: [UInt64] = counts.compactMap { $0.indices.contains(index) ? $0[index] : nil }
      guard !firings.isEmpty else { return nil }
      let sum = firings.reduce(UInt64(0)) { $0.addingReportingOverflow($1).partialValue }
      return Coverage(rule: system.rules[index].name.visible, firings: sum, reason: nil)
    }
  }
}
