import CSuccessor
import ModelIR

/// Says in which way compiled code does not do in a state what the interpreter does.
struct ExpansionDifference {
  private let system: TransitionSystem
  private let layout: StateLayout

  init(_ system: TransitionSystem, layout: StateLayout) {
    self.system = system
    self.layout = layout
  }

  /// Nil if both say the same.
  func clause(expected: Expansion, found: Expansion) -> String? {
    guard expected != found else { return nil }
    for (rule, counts) in zip(expected.firings, found.firings).enumerated() where counts.0 != counts.1 {
      return "rule `\(system.rules[rule].name)` fires \(counts.0) times, compiled \(counts.1) times"
    }
    for (rule, counts) in zip(expected.stops, found.stops).enumerated() where counts.0 != counts.1 {
      return
        "rule `\(system.rules[rule].name)` comes to no state \(counts.0) times, compiled \(counts.1) times"
    }
    if expected.failures != found.failures {
      return "\(expected.failures) steps fail, compiled \(found.failures)"
    }
    if let clause = findings(expected.findings, found.findings) { return clause }
    if let clause = successors(expected, found) { return clause }
    for (property, hits) in zip(expected.hits, found.hits).enumerated() where hits.0 != hits.1 {
      let name = system.properties[property].name
      return "`\(name)` is \(hits.0 ? "" : "not ")exercised, compiled it is \(hits.1 ? "" : "not ")"
    }
    if expected.hashes != found.hashes { return "a successor is stored under another hash" }
    if expected.fair != found.fair { return "a successor is said to be that of another fair rule" }
    return "that something can happen, or change the state, is not what compiled code says"
  }

  private func findings(_ expected: [Expansion.Finding], _ found: [Expansion.Finding]) -> String? {
    if let missing = expected.first(where: { !found.contains($0) }) {
      return "compiled code misses that \(text(of: missing))"
    }
    return found.first { !expected.contains($0) }.map { "compiled code says wrongly that \(text(of: $0))" }
  }

  /// A clause: what was found.
  func text(of finding: Expansion.Finding) -> String {
    if Int(finding.kind) == P2P_FINDING_ORDER { return "the order of a scalarset's elements matters" }
    let isRule = ![P2P_FINDING_INVARIANT, P2P_FINDING_PROPERTY_ERROR, P2P_FINDING_COVER].contains(
      Int(finding.kind))
    let subject = Int(finding.subject)
    let name = isRule ? "rule `\(system.rules[subject].name)`" : "`\(system.properties[subject].name)`"
    return switch Int(finding.kind) {
    case P2P_FINDING_INVARIANT: "\(name) is violated"
    case P2P_FINDING_COVER: "\(name) is reached"
    case P2P_FINDING_PROPERTY_ERROR: "\(name) cannot be evaluated"
    case P2P_FINDING_GUARD_ERROR: "the guard of \(name) cannot be evaluated"
    case P2P_FINDING_COVER_STATEMENT: "\(name) reaches `\(system.properties[Int(finding.property)].name)`"
    default: "\(name) fails"
    }
  }

  private func successors(_ expected: Expansion, _ found: Expansion) -> String? {
    guard expected.successors.count == found.successors.count else {
      return "there are \(expected.successors.count) successors, compiled \(found.successors.count)"
    }
    for (right, wrong) in zip(expected.successors, found.successors) where right != wrong {
      let (right, wrong) = (layout.unpack(right), layout.unpack(wrong))
      let text = StateText(system)
      for cell in right.cells.indices where right.cells[cell] != wrong.cells[cell] {
        return
          "a successor has \(text.text(ofCell: cell, in: right)), compiled \(text.text(ofCell: cell, in: wrong))"
      }
      return "a successor is packed in another way"
    }
    return nil
  }
}
