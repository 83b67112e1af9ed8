import ModelIR

/// The functions whose results depend on nothing but what they are given, which names no element: they come to the same at every size.
struct FreeFunctions {
  private let family: ScalarsetFamily

  init(_ family: ScalarsetFamily) { self.family = family }

  func contains(_ function: FunctionID) -> Bool {
    var seen: Set<FunctionID> = []
    return isFree(function, &seen)
  }

  private func isFree(_ id: FunctionID, _ seen: inout Set<FunctionID>) -> Bool {
    guard seen.insert(id).inserted else { return true }
    let function = family.system[id]
    guard function.locals.allSatisfy({ isSimple($0.type) }) else { return false }
    var isFree = true
    var called: [FunctionID] = []
    BodyWalk(
      place: { if case .state = $0.root { isFree = false } }, call: { called.append($0.function) }
    ).visit(function.body)
    for function in called where isFree { isFree = self.isFree(function, &seen) }
    return isFree
  }

  /// A simple value that is no element.
  ///
  /// So there is no loop over elements either, whose variable would be one.
  private func isSimple(_ type: ValueType) -> Bool {
    guard case .declared(let id) = type else { return true }
    return switch family.system[id].shape {
    case .boolean, .integers, .enumeration: true
    case .scalarset: id != family.type
    case .union, .array, .record: false
    }
  }
}
