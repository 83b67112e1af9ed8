import ModelIR

/// The functions whose results depend on nothing but what they are given, which names no element: they come to the same at every size.
struct FreeFunctions {
  /// By `FunctionID.index`.
  private let isFree: [Bool]

  init(_ family: ScalarsetFamily) {
    let system = family.system
    let mentions = MentionSets(system)
    let types = CallGraph(system).closed(system.functions.map { Set($0.locals.map(\.type)) })
    isFree = types.enumerated().map { index, types in
      mentions.variables(of: FunctionID(index)).isEmpty
        && types.allSatisfy { Self.isSimple($0, in: family) }
    }
  }

  func contains(_ function: FunctionID) -> Bool { isFree[function.index] }

  /// A simple value that is no element.
  ///
  /// So there is no loop over elements either, whose variable would be one.
  private static func isSimple(_ type: ValueType, in family: ScalarsetFamily) -> Bool {
    guard case .declared(let id) = type else { return true }
    return switch family.system[id].shape {
    case .boolean, .integers, .enumeration: true
    case .scalarset: id != family.type
    case .union, .array, .record: false
    }
  }
}
