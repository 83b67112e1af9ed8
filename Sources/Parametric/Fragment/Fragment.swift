import Diagnostics
package import ModelIR

/// A model of which `docs/any-number.md` shows that leaving out elements commutes with its rules, as far as witnesses are
/// left in.
package struct Fragment: Sendable {
  package let family: ScalarsetFamily
  /// How many elements the state variables name.
  package let pointers: Int
  let loosening: Loosening
  private let sorts: ElementSorts
  let counted: CountedElements
  let further: FurtherVariables
  private let rules: [Step]
  private let starts: [Step]
  /// By `PropertyID.index`; nil without condition.
  private let properties: [Condition?]

  /// The elements that a firing of a rule or start state depends on beside those that the state names, its parameters among
  /// them: one that leads on, and one that fails.
  package struct Step: Hashable, Sendable {
    package var firing: Int
    package var failing: Int
  }

  /// A property: the elements that suffice for it to be false or to fail, its parameters among them.
  private struct Condition {
    var violated: Int
    /// Whether it stays true whatever elements are left out.
    var isUniversal: Bool
  }

  /// No more sizes are tried.
  package static let largestCutoff = 10

  package init(_ family: ScalarsetFamily) throws(Refusal) {
    self.family = family
    loosening = Loosening(family)
    sorts = ElementSorts(loosening)
    let system = sorts.family.system
    counted = try CountedElements(sorts.family)
    further = FurtherVariables(sorts.family, counted)
    let examination = FragmentExamination(sorts, counted)
    var pointers = 0
    for variable in system.variables { pointers += try sorts.pointers(in: variable.type) }
    self.pointers = min(pointers, Witnesses.most)
    var properties: [Condition?] = []
    var assumptions = 0
    for property in system.properties {
      let isAside = family.aside.contains(PropertyID(properties.count))
      guard !isAside, let count = try examination.count(property) else {
        properties.append(nil)
        continue
      }
      let parameters = family.elements(in: property.parameters)
      if property.kind == .assumption {
        guard count.ifTrue == 0 else {
          throw Refusal(
            "the assumption `\(property.name)` needs elements that may be left out", at: property.range)
        }
        assumptions = max(assumptions, parameters + count.ifFailing)
      }
      // Of others nothing is claimed but that they can be evaluated.
      let isClaimed = property.kind == .invariant
      properties.append(
        Condition(
          violated: parameters + max(isClaimed ? count.ifFalse : 0, count.ifFailing),
          isUniversal: isClaimed && count.ifTrue == 0))
    }
    self.properties = properties
    func step(_ rule: Rule) throws(Refusal) -> Step {
      let (condition, body) = try examination.count(rule)
      let firing = family.elements(in: rule.parameters) + condition.ifTrue + body.completed
      let failing =
        family.elements(in: rule.parameters)
        + max(condition.ifFailing, condition.ifTrue + body.ifFailing)
      return Step(firing: firing, failing: max(failing, firing + assumptions))
    }
    var (rules, starts): ([Step], [Step]) = ([], [])
    for rule in system.rules { rules.append(try step(rule)) }
    for start in system.startStates { starts.append(try step(start)) }
    self.rules = rules
    self.starts = starts
  }

  /// How many elements the state names outside of arrays over the scalarset, those among them that may be left out.
  package var names: Int { loosening.names }

  /// Whether a component that names an element may name one that was left out; arrays in its path do not matter.
  package func isLoose(_ variable: VariableID, fields: [Int]) -> Bool {
    loosening.isLoose(StateComponent(variable, fields: fields))
  }

  package func step(_ subject: Firing.Subject) -> Step {
    switch subject {
    case .rule(let id): rules[id.index]
    case .start(let index): starts[index]
    }
  }

  /// The elements that suffice for an invariant to be false, or for a property to fail, beside those that the state names;
  /// nil without condition.
  package func violation(of property: PropertyID) -> Int? { properties[property.index]?.violated }

  /// Whether leaving out elements keeps a property of the model true, so that it may be a lemma.
  package func isUniversal(_ property: PropertyID) -> Bool { properties[property.index]?.isUniversal == true }

  /// The largest size that has to be tried for lemmas to be inductive, and to exclude all violations, at every size.
  ///
  /// `variables` is how many elements further lemmas speak of, without quantifiers.
  package func cutoff(lemmas: [Property], variables: Int = 0) throws(Refusal) -> Int {
    let examination = FragmentExamination(sorts, counted)
    // That counts begin with nothing is a lemma about one element.
    var broken = max(variables, counted.folds.isEmpty ? 0 : 1)
    for lemma in lemmas {
      var loosened = lemma
      loosened.condition = lemma.condition.map { loosening.condition($0, size: family.size) }
      guard lemma.kind == .invariant, let count = try examination.count(loosened) else {
        throw Refusal("a lemma is an invariant", at: lemma.range)
      }
      guard count.ifTrue == 0 else {
        throw Refusal("a lemma needs elements that may be left out", at: lemma.range)
      }
      broken = max(broken, family.elements(in: lemma.parameters) + max(count.ifFalse, count.ifFailing))
    }
    let steps = (rules + starts).map { max($0.firing + broken, $0.failing) }
    let conditions = properties.compactMap { $0?.violated }
    let cutoff = max(1, pointers + ((steps + conditions).max() ?? 0))
    guard cutoff <= Self.largestCutoff else {
      throw Refusal(
        "sizes up to \(cutoff) would have to be tried, and no more than \(Self.largestCutoff) are")
    }
    return cutoff
  }
}
