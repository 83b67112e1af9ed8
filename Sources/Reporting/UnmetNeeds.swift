import Checks
import ModelIR

/// Why something never happens, of a model that says it itself.
extension CheckedModel {
  /// One line for each need that is not met: which rules never fired and which properties hold vacuously for want of it.
  var unmetNeeds: [String] {
    let rules = vacuity.neverFired.map { (system[$0].need, name: system[$0].name) }
    let properties = vacuity.vacuous.map { (system[$0].need, name: system[$0].name) }
    return lines("never fires", rules) + lines("holds vacuously", properties)
  }

  private func lines(_ what: String, _ silent: [(need: Need?, name: String)]) -> [String] {
    var needs: [String] = []
    for case let need? in silent.map(\.need) where !need.isMet && !needs.contains(need.text) {
      needs.append(need.text)
    }
    return needs.map { text in
      let names = silent.filter { $0.need?.text == text }.map { "\"\($0.name)\"" }
      return "\(what): needs \(text): \(names.joined(separator: ", "))"
    }
  }
}
