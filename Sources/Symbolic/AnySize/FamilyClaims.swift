import Checking
import ModelIR
import Parametric

/// The claims about a family: properties that stand in the way of the others' proofs are set aside.
struct FamilyClaims {
  let family: ScalarsetFamily
  /// With claims that proofs for every size can be about.
  let task: CheckTask
  let blackboard: Blackboard
  private var fragment: Fragment
  private(set) var aside: [PropertyID: Refusal]

  /// Throws if the model is outside of the fragment whatever is set aside.
  init(_ family: ScalarsetFamily, _ task: CheckTask, _ blackboard: Blackboard) throws(Refusal) {
    self.family = family
    self.task = task
    self.blackboard = blackboard
    (fragment, aside) = try Fragment.settingAside(of: family)
  }

  mutating func outcomes() async throws(EngineFailure) -> [Claim: FamilyProof.Outcome] {
    while true {
      var outcomes: [Claim: FamilyProof.Outcome] = [:]
      var claims: [Claim] = []
      for claim in task.claims {
        if let objection = objection(to: claim) {
          outcomes[claim] = .open(objection)
        } else {
          claims.append(claim)
        }
      }
      guard !claims.isEmpty else { return outcomes }
      let proof = FamilyProof(fragment: fragment, task: task, blackboard: blackboard)
      switch try await proof.answer(to: claims) {
      case .outcomes(let proved): return outcomes.merging(proved) { $1 }
      case .countedAtStart(let counts):
        let known = aside.merging(fragment.counting(counts)) { $1 }
        do throws(Refusal) {
          (fragment, aside) = try Fragment.settingAside(known, of: family)
        } catch {
          return Dictionary(uniqueKeysWithValues: task.claims.map { ($0, .open(error.reason)) })
        }
      }
    }
  }

  private func objection(to claim: Claim) -> String? {
    if case .property(let id) = claim, let refusal = aside[id] { return refusal.reason }
    return fragment.objection(to: claim)
  }
}
