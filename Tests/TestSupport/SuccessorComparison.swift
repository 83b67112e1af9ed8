import CSuccessor
import Checking
package import ExplicitState
package import ModelIR

/// Walks a state space with the interpreted successor and demands the same answers of the compiled one.
package struct SuccessorComparison {
  private let pair: SuccessorPair
  private let system: TransitionSystem

  package init(_ pair: SuccessorPair, of system: TransitionSystem) {
    self.pair = pair
    self.system = system
  }

  /// What one call of `expand` says.
  private struct Answer: Equatable {
    var successors: [[UInt64]]
    var findings: [[UInt64]]
    var moved: UInt32
    /// 1 if anything can happen.
    var enabled: UInt32
    var fired: [UInt64]
    var hits: [Bool]
  }

  /// The first difference among the first `limit` states, breadth first; nil if there is none.
  ///
  /// - Returns: the difference, and how many states were compared.
  package func firstDifference(limit: Int) -> (difference: String?, states: Int) {
    let interpreter = Interpreter(system)
    var seen: Set<[UInt64]> = []
    var queue: [[UInt64]] = []
    func visit(_ words: [UInt64]) {
      if seen.insert(words).inserted { queue.append(words) }
    }
    for firing in interpreter.startFirings {
      if case .next(let state, _) = interpreter.start(firing) { visit(pair.layout.pack(state)) }
    }
    var next = 0
    while next < queue.count, next < limit {
      let state = queue[next]
      next += 1
      let expected = answer(of: pair.interpreted, state)
      let actual = answer(of: pair.compiled, state)
      if expected != actual {
        return ("in \(pair.layout.unpack(state).cells): interpreted \(expected), compiled \(actual)", next)
      }
      for successor in expected.successors { visit(successor) }
    }
    return (nil, next)
  }

  private func answer(of successor: any Successor, _ state: [UInt64]) -> Answer {
    var fired = [UInt64](repeating: 0, count: system.rules.count + 1)
    var hits = [UInt64](repeating: 0, count: system.properties.count + 1)
    let settled = [UInt8](repeating: 0, count: system.properties.count + 1)
    var output = unsafe p2p_output()
    unsafe output.reserve_state = p2p_reserve_state
    unsafe output.reserve_finding = p2p_reserve_finding
    defer { unsafe p2p_release(&output) }
    let never = [UInt32(0)]
    unsafe fired.withUnsafeMutableBufferPointer { fired in
      unsafe hits.withUnsafeMutableBufferPointer { hits in
        unsafe settled.withUnsafeBufferPointer { settled in
          unsafe output.fired = fired.baseAddress
          unsafe output.hits = hits.baseAddress
          unsafe output.settled = settled.baseAddress
          unsafe never.withUnsafeBufferPointer { never in
            unsafe output.stop = never.baseAddress
            unsafe state.withUnsafeBufferPointer { state in
              if let start = state.baseAddress { unsafe successor.expand(start, into: &output) }
            }
          }
        }
      }
    }
    let width = pair.layout.width
    let successors = unsafe (0..<output.count).map { position in
      (0..<width).map { unsafe output.words[position * width + $0] }
    }
    let findings = unsafe (0..<output.finding_count).map { position -> [UInt64] in
      let finding = unsafe output.findings[position]
      // The compiled guard may stop at an outer loop: the instance of a guard's failure is not compared.
      let isGuard = finding.kind == UInt32(P2P_FINDING_GUARD_ERROR)
      return [
        UInt64(finding.kind), UInt64(finding.subject), UInt64(finding.property),
        isGuard ? 0 : finding.instance,
      ]
    }
    return unsafe Answer(
      successors: successors, findings: Set(findings).sorted { $0.lexicographicallyPrecedes($1) },
      moved: output.moved, enabled: min(output.enabled, 1), fired: fired, hits: hits.map { $0 > 0 })
  }
}
