package import Diagnostics
package import ModelIR

/// What of an exploration's vacuity nobody expects.
extension Vacuity {
  /// Something that was never exercised although nobody expects that, or that was although somebody does.
  package struct Surprise: Hashable, Sendable {
    /// A clause.
    package var text: String
    /// Where the rule or property stands.
    package var range: SourceRange
    /// True of what was exercised.
    package var happens: Bool
  }

  /// In the order of the model, rules first.
  package func surprises(against expectations: Expectations, in system: TransitionSystem) -> [Surprise] {
    let (neverFired, fired) = (Set(neverFired), Set(fired))
    let (vacuous, meant) = (Set(vacuous), Set(meant))
    let rules = system.ruleIDs.compactMap { id in
      surprise(
        isExpectedNever: expectations.neverFired.contains(id), happens: fired.contains(id),
        never: neverFired.contains(id),
        words: Words(
          subject: "rule \"\(system[id].name)\"", never: "never fires", happens: "fires", list: "never-fires",
          oppositeList: "fires"),
        need: system[id].need, range: system[id].range)
    }
    let properties = system.propertyIDs.compactMap { id in
      surprise(
        isExpectedNever: expectations.vacuous.contains(id), happens: meant.contains(id),
        never: vacuous.contains(id),
        words: Words(
          subject: "\"\(system[id].name)\"", never: "holds vacuously: its premise is never true",
          happens: "is not vacuous", list: "vacuous", oppositeList: "not-vacuous"),
        need: system[id].need, range: system[id].range)
    }
    return rules + properties
  }

  private struct Words {
    var subject: String
    var never: String
    var happens: String
    /// The keys of the file of checks.
    var list: String
    var oppositeList: String
  }

  private func surprise(
    isExpectedNever: Bool, happens: Bool, never: Bool, words: Words, need: Need?, range: SourceRange
  ) -> Surprise? {
    if never, !isExpectedNever {
      let why =
        switch need {
        case let need? where need.isMet: ", and not for want of \(need.text)"
        case .some: ", but is listed under `\(words.oppositeList)`"
        case nil: ""
        }
      return Surprise(
        text: "\(words.subject) \(words.never)\(isProved ? " (proved)" : "")\(why)", range: range,
        happens: false)
    }
    guard happens, isExpectedNever else { return nil }
    let why =
      if let need, !need.isMet { "but needs \(need.text)" } else { "but is listed under `\(words.list)`" }
    return Surprise(text: "\(words.subject) \(words.happens), \(why)", range: range, happens: true)
  }
}
