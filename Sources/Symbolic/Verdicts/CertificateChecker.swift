import Checking
import Encoding
import ModelIR

/// Checks certificates as a stranger would: from the model, by scripts, each with a solver that knows nothing else.
struct CertificateChecker {
  enum Result: Equatable {
    case accepted
    case undecided(String)
    /// The script that is satisfiable.
    case refused(String)
  }

  /// Made of the model anew: the strategies' own is not trusted.
  private let encoding: TransitionEncoding
  private let deadlock: DeadlockMode
  private let isCancelled: () -> Bool
  /// Scripts that were found unsatisfiable: claims that are proved together share theirs.
  private var accepted: Set<String> = []

  init(_ task: CheckTask, isCancelled: @escaping () -> Bool) throws(EngineFailure) {
    encoding = try SymbolicEngine.encode(task.system)
    deadlock = task.deadlock
    self.isCancelled = isCancelled
  }

  /// - Parameter limit: for all scripts together.
  mutating func check(_ certificate: Certificate, for claim: Claim, limit: Duration) -> Result {
    let end = ContinuousClock.now + limit
    do {
      let scripts = try CertificateScripts(encoding, certificate, claim: claim, deadlock: deadlock)
      for script in scripts.all {
        for part in script.parts where !accepted.contains(part) {
          let rest = end - ContinuousClock.now
          guard rest > .zero else { return .undecided("the time limit was reached") }
          guard !isCancelled() else { return .undecided("interrupted") }
          let solver = try Solver(try Z3Context())
          solver.limits.milliseconds = UInt32(max(1, rest / .milliseconds(1)))
          try solver.add(script: part)
          switch try solver.check() {
          case .unsatisfiable: accepted.insert(part)
          case .satisfiable: return .refused(script.name)
          case .unknown(let reason): return .undecided(reason)
          }
        }
      }
      return .accepted
    } catch let error as UnsupportedConstruct {
      return .undecided(error.message)
    } catch {
      return .undecided("\(error)")
    }
  }
}
