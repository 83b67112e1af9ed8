import Diagnostics
import ModelIR

/// Whether rules change what is counted only of elements that they name, by parameters, variables of the model or witnesses: not in
/// a loop over all of them, nor by assigning all of them at once.
struct CountedWrites {
  private let family: ScalarsetFamily
  private let counted: Set<StateComponent>
  /// What functions change, with those that they call, apart from `var` parameters.
  private let effects: [Set<StateComponent>]

  init(_ family: ScalarsetFamily, _ counted: Set<StateComponent>) {
    self.family = family
    self.counted = counted
    effects = CallGraph(family.system).closed(family.system.functions.map { Self.direct($0.body) })
  }

  private static func direct(_ body: [Statement]) -> Set<StateComponent> {
    Set(WrittenPlaces.of(body).compactMap { StateComponent($0) })
  }

  private func isCounted(_ changed: Set<StateComponent>) -> Bool {
    changed.contains { counted.contains(where: $0.overlaps) }
  }

  private func changes(_ body: [Statement]) -> Set<StateComponent> {
    var changed = Self.direct(body)
    BodyWalk(call: { changed.formUnion(effects[$0.function.index]) }).visit(body)
    return changed
  }

  func require() throws(Refusal) {
    let system = family.system
    var reached: Set<FunctionID> = []
    let callees = CallGraph(system).callees
    func reach(_ function: FunctionID) {
      guard reached.insert(function).inserted else { return }
      for callee in callees[function.index] { reach(callee) }
    }
    for rule in system.rules {
      try require(rule.body)
      BodyWalk(call: { reach($0.function) }).visit(rule.body)
      if let condition = rule.guardCondition { BodyWalk(call: { reach($0.function) }).visit(condition) }
    }
    // What only start states call may do what it likes: it is asked what they leave.
    for id in reached.sorted() { try require(system[id].body) }
  }

  private func require(_ body: [Statement]) throws(Refusal) {
    var refusal: Refusal?
    BodyWalk(statement: { statement in
      guard case .loop(let binder, let inner) = statement.kind, binder.domain == .type(family.type),
        isCounted(changes(inner))
      else { return }
      refusal = Refusal(
        "what a property counts is changed in a loop over elements of `\(family.typeName)`",
        at: statement.range)
    }).visit(body)
    for place in WrittenPlaces.of(body) {
      guard let component = StateComponent(place), isCounted([component]), hasArray(place.type) else {
        continue
      }
      refusal = Refusal(
        "what a property counts is changed for all elements of `\(family.typeName)` at once", at: place.range)
    }
    if let refusal { throw refusal }
  }

  /// Whether there is an array over elements in it.
  private func hasArray(_ type: ValueType) -> Bool {
    guard case .declared(let id) = type else { return false }
    switch family.system[id].shape {
    case .boolean, .integers, .enumeration, .scalarset, .union: return false
    case .array(let index, let element): return index == family.type || hasArray(.declared(element))
    case .record(let fields): return fields.contains { hasArray(.declared($0.type)) }
    }
  }
}
