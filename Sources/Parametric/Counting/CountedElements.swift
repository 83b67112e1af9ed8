import Diagnostics
import ModelIR

/// What properties count of the elements of a scalarset, where leaving out elements leaves out as much as they were worth,
/// for good: `docs/any-number.md`, counts.
struct CountedElements: Hashable, Sendable {
  /// As what they are numbered by: `count i: T do e end`, or a `sum` of what is not negative, where *e* is about the cells of `i`
  /// alone, and free functions of them, and no step changes these cells of an element that it does not name.
  ///
  /// It may name bound variables of other types around it, which are its parameters.
  let folds: [FunctionID]
  /// No count or sum is greater: there are no more than 2^32 elements, each worth no more than 2^30.
  static let most: Value = 1 << 62
  private static let mostElements: Value = 1 << 32
  private static let mostOfElement: Value = 1 << 30

  /// A count of several pages is one for each.
  private static let mostInstances: Value = 1 << 12

  /// Whether it is one of them, of what the bound variables are at hand.
  func contains(_ call: Call) -> Bool {
    folds.contains(call.function)
      && call.arguments.allSatisfy { argument in
        guard case .value(let value) = argument, case .read(let place) = value.kind, case .local = place.root
        else { return false }
        return place.path.isEmpty
      }
  }

  init(_ family: ScalarsetFamily) throws(Refusal) {
    let system = family.system
    var found: Set<FunctionID> = []
    for property in system.properties where property.kind != .assumption {
      if let condition = property.condition {
        BodyWalk(call: { found.insert($0.function) }).visit(condition)
      }
    }
    let free = FreeFunctions(family)
    folds = found.sorted().filter { Self.isLocal($0, family, free) }
    var counted: Set<StateComponent> = []
    for id in folds {
      BodyWalk(place: { if let component = StateComponent($0) { counted.insert(component) } })
        .visit(system[id].body)
    }
    if !counted.isEmpty { try CountedWrites(family, counted).require() }
  }

  /// The greatest that a count or sum can be.
  static func most(of function: Function, in system: TransitionSystem) -> Value {
    switch function.fold?.kind {
    case .count: mostElements
    case .sum: function.fold.flatMap { greatest($0.element, system) }.map { $0 * mostElements } ?? most
    case .least, .greatest, nil: most
    }
  }

  // MARK: - What is counted

  private static func isLocal(_ id: FunctionID, _ family: ScalarsetFamily, _ free: FreeFunctions) -> Bool {
    let function = family.system[id]
    guard let fold = function.fold, fold.binder.domain == .type(family.type), isIndexed(function, family)
    else { return false }
    switch fold.kind {
    case .count: return isLocal(fold.element, function, family, free)
    case .sum: return isLocal(fold.element, function, family, free) && isNatural(fold.element, family.system)
    case .least, .greatest: return false
    }
  }

  /// The types of what a count names from outside; of other ones none is among those that are declared.
  static func parameterTypes(of function: Function) -> [TypeID] {
    function.locals.prefix(function.parameterCount).compactMap { local in
      guard local.role == .parameter, case .declared(let type) = local.type else { return nil }
      return type
    }
  }

  /// Whether what a count names from outside has few values, and as many at every size.
  private static func isIndexed(_ function: Function, _ family: ScalarsetFamily) -> Bool {
    let types = parameterTypes(of: function)
    guard types.count == function.parameterCount else { return false }
    var instances: Value = 1
    for type in types {
      switch family.system[type].shape {
      case .scalarset where type == family.type: return false
      case .boolean, .integers, .enumeration, .scalarset: break
      case .union, .array, .record: return false
      }
      guard let domain = family.system.domain(of: type) else { return false }
      let (distance, overflow) = domain.upperBound.subtractingReportingOverflow(domain.lowerBound)
      guard !overflow, distance < mostInstances else { return false }
      instances *= distance + 1
      guard instances <= mostInstances else { return false }
    }
    return true
  }

  /// Whether an expression is about constants, what is named from outside, and cells of the element.
  private static func isLocal(
    _ expression: Expression, _ function: Function, _ family: ScalarsetFamily, _ free: FreeFunctions
  ) -> Bool {
    let element = function.fold?.binder.local
    func isLocal(_ expression: Expression) -> Bool { Self.isLocal(expression, function, family, free) }
    func mayBeElement(_ type: ValueType) -> Bool {
      guard case .declared(let id) = type, case .union(let alternatives, _, _) = family.system[id].shape
      else { return false }
      return alternatives.contains(family.type)
    }
    func isParameter(_ place: Place) -> Bool {
      guard case .local(let local) = place.root, place.path.isEmpty else { return false }
      return local.index < function.parameterCount
    }
    func isLocal(_ place: Place) -> Bool {
      if isParameter(place) { return true }
      // Of two elements that are named it makes a difference whether they are left out.
      guard case .state = place.root, !family.isElement(place.type), !mayBeElement(place.type) else {
        return false
      }
      var isOfElement = false
      for step in place.path {
        guard case .element(let index, let array) = step else { continue }
        guard case .array(let indexType, _) = family.system[array].shape else { return false }
        switch index.kind {
        case .read(let read) where indexType == family.type:
          guard let element, read.root == .local(element), read.path.isEmpty else { return false }
          isOfElement = true
        case .read(let read): guard isParameter(read) else { return false }
        case .constant where indexType != family.type: break
        default: return false
        }
      }
      return isOfElement
    }
    switch expression.kind {
    case .constant: return !family.isElement(expression.type)
    case .read(let place), .isUndefined(let place): return isLocal(place)
    case .unary(_, let operand): return isLocal(operand)
    case .binary(_, let left, let right): return isLocal(left) && isLocal(right)
    case .conditional(let test, let then, let otherwise):
      return isLocal(test) && isLocal(then) && isLocal(otherwise)
    case .call(let call):
      return free.contains(call.function)
        && call.arguments.allSatisfy { if case .value(let value) = $0 { isLocal(value) } else { false } }
    case .sameContent, .quantified, .isMember, .widened, .narrowed: return false
    }
  }

  /// What a number is between, if it is never negative and not large.
  private static func isNatural(_ expression: Expression, _ system: TransitionSystem) -> Bool {
    guard let high = greatest(expression, system) else { return false }
    return high <= mostOfElement
  }

  /// The greatest that a number can be; nil if it can be negative, or is not understood.
  private static func greatest(_ expression: Expression, _ system: TransitionSystem) -> Value? {
    switch expression.kind {
    case .constant(let value): return value >= 0 && value <= mostOfElement ? value : nil
    case .read(let place):
      guard case .declared(let type) = place.type, case .integers(let low, let high) = system[type].shape,
        low >= 0, high <= mostOfElement
      else { return nil }
      return high
    case .binary(.add, let left, let right):
      guard let left = greatest(left, system), let right = greatest(right, system) else { return nil }
      return min(left + right, mostOfElement + 1)
    case .conditional(_, let then, let otherwise):
      guard let then = greatest(then, system), let otherwise = greatest(otherwise, system) else { return nil }
      return max(then, otherwise)
    case .call(let call):
      guard let result = system[call.function].result,
        case .integers(let low, let high) = system[result].shape,
        low >= 0, high <= mostOfElement
      else { return nil }
      return high
    case .unary, .binary, .sameContent, .quantified, .isUndefined, .isMember, .widened, .narrowed:
      return nil
    }
  }
}
