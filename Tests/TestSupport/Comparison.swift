package import Checking
import ExplicitState
package import ModelIR

extension CheckResult {
  /// A line per claim: its name, the verdict and the length of the trace, of a run that starves up to where it does.
  package func summary(of system: TransitionSystem) -> [String] {
    findings.map { finding in
      let length =
        finding.verdict.trace.map { trace in
          if case .starves(let from, _, _) = trace.ending { " in \(from)" } else { " in \(trace.length)" }
        } ?? ""
      return "\(finding.claim.name(in: system)): \(finding.verdict.word)\(length)"
    }
  }
}

extension TransitionSystem {
  /// Whether the start states are whole orbits: `clear` picks the first element, and an assumption may fail for some.
  package var startsAreWholeOrbits: Bool {
    let interpreter = Interpreter(self)
    let starts = Set(
      interpreter.startFirings.compactMap { firing in
        if case .next(let state, _) = interpreter.start(firing),
          (try? interpreter.satisfiesAssumptions(state)) == true
        {
          state
        } else {
          nil
        }
      })
    let scalarsets = ScalarsetSymmetry(self, Definedness(self, startStates: Array(starts))).symmetric
    let orbits = OrbitSizes(self, scalarsets: scalarsets)
    guard let layout = StateLayout(self),
      let permutations = OrbitEnumeration(self, scalarsets: scalarsets)
    else { return false }
    var sizes: [[UInt64]: UInt64] = [:]
    for start in starts {
      sizes[permutations.representative(of: start, layout: layout)] = orbits.size(of: start)
    }
    return sizes.values.reduce(0, +) == starts.count
  }
}
