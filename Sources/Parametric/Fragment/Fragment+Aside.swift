package import Checking
package import ModelIR

/// Properties outside of the fragment: the others can be proved without them.
///
/// A property that is looked at changes no run. So whatever is proved of the runs of the model without it is so of the model's;
/// only that nothing fails when it is evaluated is not, nor that an assertion in what it calls holds then.
extension Fragment {
  /// The fragment with no more properties set aside than there have to be, and what is the matter with each of these.
  package static func settingAside(
    _ known: [PropertyID: Refusal] = [:], of family: ScalarsetFamily
  ) throws(Refusal) -> (fragment: Fragment, aside: [PropertyID: Refusal]) {
    if known.isEmpty, let whole = try? Fragment(family) { return (whole, [:]) }
    let properties = family.system.propertyIDs.filter(family.canBeWithout)
    // What is outside of it beside properties is refused.
    _ = try Fragment(family.without(Set(properties)))
    var aside = known
    for property in properties where known[property] == nil {
      do throws(Refusal) {
        _ = try Fragment(family.without(Set(properties).subtracting([property])))
      } catch {
        aside[property] = error
      }
    }
    return (try Fragment(family.without(Set(aside.keys))), aside)
  }

  /// Properties with a count that may not begin with nothing, and why they are to be set aside.
  package func counting(_ counts: Set<FunctionID>) -> [PropertyID: Refusal] {
    var found: [PropertyID: Refusal] = [:]
    for id in family.system.propertyIDs where family.canBeWithout(id) {
      guard let condition = family.system[id].condition else { continue }
      BodyWalk(call: { call in
        guard counts.contains(call.function) else { return }
        found[id] = Refusal(
          "what it counts may not be 0 at the start", at: family.system[call.function].range)
      }).visit(condition)
    }
    return found
  }

  /// Why a proof for every size says nothing of the claim; nil if it may.
  package func objection(to claim: Claim) -> String? {
    if let objection = claim.objectionToEverySize(in: family.system) { return objection }
    let evaluated: PropertyID?
    switch claim {
    case .noDeadlock: return nil
    case .property(let id):
      if family.aside.contains(id) { return "it is set aside" }
      evaluated = family.assertionsAside[id]
    case .noRuntimeError: evaluated = family.aside.min()
    }
    return evaluated.map { "it is also about evaluating `\(family.system[$0].name)`, which is set aside" }
  }
}

extension Claim {
  /// Why no proof for every size can be about the claim; nil if one may.
  package func objectionToEverySize(in system: TransitionSystem) -> String? {
    let others = "a proof for every size is about invariants, assertions and run-time errors"
    switch self {
    case .noRuntimeError: return nil
    case .noDeadlock: return others
    case .property(let id):
      switch system[id].kind {
      case .invariant, .assertion: return nil
      case .assumption, .cover, .liveness, .leadsTo: return others
      }
    }
  }
}
