/// Whether two iterations of a loop can come to the same part of a variable.
struct PlaceOverlap {
  private let system: TransitionSystem
  private let locals: [Local]
  /// The loop's variable, unless the body changes it.
  private let variable: LocalID?

  /// `variable` is the loop's, one of `locals`.
  init(_ system: TransitionSystem, locals: [Local], variable: LocalID, body: [Statement]) {
    self.system = system
    self.locals = locals
    self.variable = WrittenLocals.of(body).contains(variable) ? nil : variable
  }

  /// True unless the first place in one iteration and the second in another one are certainly different.
  func canMeet(_ first: Place, _ second: Place) -> Bool {
    guard first.root == second.root else { return canBeSame(first.root, second.root) }
    for (left, right) in zip(first.path, second.path) {
      switch (left, right) {
      case (.field(let left, _), .field(let right, _)):
        if left != right { return false }
      case (.element(let left, _), .element(let right, _)):
        if left.bare == right.bare, isOneToOne(left) { return false }
        if case .constant(let left) = left.kind, case .constant(let right) = right.kind, left != right {
          return false
        }
      case (.field, .element), (.element, .field):
        return true
      }
    }
    return true
  }

  /// True if an index is another one in each iteration: the loop variable, maybe as a value of a union.
  private func isOneToOne(_ index: Expression) -> Bool {
    switch index.kind {
    case .read(let place):
      guard let variable else { return false }
      return place.root == .local(variable) && place.path.isEmpty
    case .widened(let operand, _):
      return isOneToOne(operand)
    case .constant, .unary, .binary, .sameContent, .conditional, .quantified, .isUndefined, .isMember,
      .narrowed, .call:
      return false
    }
  }

  /// A `var` parameter may be another name for whatever has a part of its kind.
  private func canBeSame(_ first: Place.Root, _ second: Place.Root) -> Bool {
    guard isReference(first) && isStored(second) || isReference(second) && isStored(first) else {
      return false
    }
    return !leaves(of: first).isDisjoint(with: leaves(of: second))
  }

  private func isReference(_ root: Place.Root) -> Bool {
    if case .local(let local) = root { locals[local.index].role == .reference } else { false }
  }

  private func isStored(_ root: Place.Root) -> Bool {
    if case .state = root { true } else { isReference(root) }
  }

  /// A simple type's values, or where alternatives make it hard to tell, that it is a union.
  private enum Leaf: Hashable {
    case shape(TypeShape)
    case union
  }

  private func leaves(of root: Place.Root) -> Set<Leaf> {
    switch root {
    case .state(let variable): return leaves(of: system[variable].type)
    case .local(let local):
      guard case .declared(let type) = locals[local.index].type else { return [.shape(.boolean)] }
      return leaves(of: type)
    case .value: return []
    }
  }

  private func leaves(of type: TypeID) -> Set<Leaf> {
    switch system[type].shape {
    case .boolean, .integers, .enumeration, .scalarset: [.shape(system[type].shape)]
    case .union: [.union]
    case .array(_, let element): leaves(of: element)
    case .record(let fields): fields.reduce(into: []) { $0.formUnion(leaves(of: $1.type)) }
    }
  }
}
