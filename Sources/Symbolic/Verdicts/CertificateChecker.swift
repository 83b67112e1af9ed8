import Checking
import Encoding
import ModelIR

/// Checks certificates as a stranger would: from the model, by scripts, with a solver that knows nothing else.
struct CertificateChecker {
  enum Result: Equatable {
    case accepted
    case undecided(String)
    /// The script that is satisfiable.
    case refused(String)
  }

  let system: TransitionSystem
  let deadlock: DeadlockMode

  func check(_ certificate: Certificate, for claim: Claim, limit: Duration) -> Result {
    do {
      let scripts = try CertificateScripts(system, certificate, claim: claim, deadlock: deadlock)
      for script in scripts.all {
        let solver = try Solver(try Z3Context())
        solver.limits.milliseconds = UInt32(limit / .milliseconds(1))
        try solver.add(script: script.text)
        switch try solver.check() {
        case .unsatisfiable: break
        case .satisfiable: return .refused(script.name)
        case .unknown(let reason): return .undecided(reason)
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
