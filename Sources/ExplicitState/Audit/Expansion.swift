import CSuccessor
import Checking
package import ModelIR

/// What a successor function says of one state, in a form that can be compared.
package struct Expansion: Hashable, Sendable {
  /// Packed, in firing order.
  package var successors: [[UInt64]] = []
  package var hashes: [UInt64] = []
  /// By successor: the number of the fair instance that leads there, or 0; empty if no rule is fair.
  package var fair: [UInt32] = []
  package var findings: [Finding] = []
  /// Whether some successor differs from the state.
  package var moves = false
  /// Whether anything can happen.
  package var isEnabled = false
  /// By rule.
  package var firings: [UInt64] = []
  /// By rule: firings that come to no state.
  package var stops: [UInt64] = []
  /// Firings and guards that fail.
  package var failures: UInt64 = 0
  /// By property: whether a cover was hit, or a premise holds.
  package var hits: [Bool] = []

  /// A finding; of a guard that fails without the instance, since compiled guards may stop at an outer loop.
  package struct Finding: Hashable, Comparable, Sendable {
    package var kind: UInt32
    package var subject: UInt32
    package var property: UInt32
    package var instance: UInt64

    init(_ finding: p2p_finding) {
      kind = finding.kind
      subject = finding.subject
      property = finding.property
      instance = kind == UInt32(P2P_FINDING_GUARD_ERROR) ? 0 : finding.instance
    }

    var raw: p2p_finding {
      p2p_finding(kind: kind, subject: subject, property: property, reserved: 0, instance: instance)
    }

    package static func < (left: Finding, right: Finding) -> Bool {
      (left.kind, left.subject, left.property, left.instance)
        < (right.kind, right.subject, right.property, right.instance)
    }
  }
}

/// Asks successor functions about single states: one thread's memory for their answers.
@safe
package final class ExpansionProbe {
  private let width: Int
  private let counts: (rules: Int, properties: Int)
  private let isFair: Bool
  private let memory: SuccessorOutput
  private var output: UnsafeMutablePointer<p2p_output> { unsafe memory.pointer }

  /// What is answered once `stop` is raised is worth nothing.
  package init(_ system: TransitionSystem, width: Int, stop: StopWord = StopWord()) {
    self.width = width
    counts = (system.rules.count, system.properties.count)
    isFair = system.rules.contains { $0.fairness != nil }
    memory = SuccessorOutput(system, wanted: system.propertyIDs.map(Claim.property), stop: stop)
  }

  /// Everything a successor function says of a state; `canonical` asks for representatives of the successors' orbits.
  package func expansion(
    of state: [UInt64], by successor: any Successor, canonical: Bool = false, onlyFires: Bool = false
  ) -> Expansion {
    memory.expand(state, by: successor, canonical: canonical, onlyFires: onlyFires)
    let result = unsafe output.pointee
    var expansion = Expansion()
    unsafe expansion.successors = (0..<result.count).map { position in
      unsafe Array(UnsafeBufferPointer(start: result.words + position * width, count: width))
    }
    unsafe expansion.hashes = Array(UnsafeBufferPointer(start: result.hashes, count: result.count))
    if isFair {
      unsafe expansion.fair = Array(UnsafeBufferPointer(start: result.fair, count: result.count))
    }
    unsafe expansion.findings = Set(
      UnsafeBufferPointer(start: result.findings, count: result.finding_count).map(Expansion.Finding.init)
    ).sorted()
    unsafe expansion.moves = result.moved != 0
    unsafe expansion.isEnabled = result.enabled != 0
    unsafe expansion.firings = Array(UnsafeBufferPointer(start: result.fired, count: counts.rules))
    unsafe expansion.stops = Array(UnsafeBufferPointer(start: result.stopped, count: counts.rules))
    unsafe expansion.failures = result.failures
    unsafe expansion.hits = UnsafeBufferPointer(start: result.hits, count: counts.properties).map { $0 > 0 }
    return expansion
  }

  /// Whether a firing leads from one state to another.
  func leads(
    from state: [UInt64], to target: [UInt64], by successor: any Successor, canonical: Bool
  ) -> Bool {
    memory.expand(state, by: successor, canonical: canonical, onlyFires: true)
    return (0..<(unsafe output.pointee.count)).contains { position in
      let words = unsafe output.pointee.words + position * width
      return target.indices.allSatisfy { unsafe words[$0] == target[$0] }
    }
  }

  /// Whether one of the rules fires in a state.
  func fires(anyOf rules: [RuleID], in state: [UInt64], by successor: any Successor) -> Bool {
    memory.expand(state, by: successor, canonical: false, onlyFires: true)
    return rules.contains { unsafe output.pointee.fired[$0.index] != 0 }
  }
}
