import ModelIR

/// The variables that a member of a family has beside the model's: how much the elements are worth that were left out of each count,
/// and whether a rule has fired.
///
/// A count that names a bound variable, as in `forall g: page do n[g] = count i: T do holds[i][g] end end`, is as many counts as that
/// has values: its variable is an array over them.
struct FurtherVariables: Sendable {
  /// What a member has more of.
  let types: [TypeDefinition]
  let variables: [Variable]
  private let family: ScalarsetFamily
  /// Of a count: the position of its variable, its number's type, and the arrays from the whole to the number.
  private var parts: [FunctionID: (position: Int, number: TypeID, arrays: [TypeID])] = [:]

  init(_ family: ScalarsetFamily, _ counted: CountedElements) {
    self.family = family
    let system = family.system
    let range = system[family.type].range
    var types: [TypeDefinition] = []
    var variables: [Variable] = []
    for fold in counted.folds {
      let number = TypeID(system.types.count + types.count)
      let most = CountedElements.most(of: system[fold], in: system)
      types.append(TypeDefinition(name: nil, shape: .integers(low: 0, high: most), range: range))
      var type = number
      var arrays: [TypeID] = []
      for index in CountedElements.parameterTypes(of: system[fold]).reversed() {
        types.append(TypeDefinition(name: nil, shape: .array(index: index, element: type), range: range))
        type = TypeID(system.types.count + types.count - 1)
        arrays.insert(type, at: 0)
      }
      parts[fold] = (variables.count, number, arrays)
      variables.append(Variable(name: "left out of count \(fold.index)", type: type, range: range, view: nil))
    }
    variables.append(Variable(name: "a rule has fired", type: Self.boolean, range: range, view: nil))
    self.types = types
    self.variables = variables
  }

  /// In start states: nothing is left out, no rule has fired.
  var beginning: [Statement] {
    variables.indices.map { index in
      let place = place(index)
      // The least value everywhere.
      return Statement(.clear(place), range: place.range)
    }
  }

  var firing: Statement {
    Statement(
      .assign(hasFired, Expression(.constant(1), type: .boolean, range: hasFired.range)),
      range: hasFired.range)
  }

  var hasFired: Place { place(variables.count - 1) }

  /// How much was left out of what a call counts.
  func leftOut(of call: Call) -> Place? {
    guard let (position, number, arrays) = parts[call.function] else { return nil }
    var place = place(position)
    for (argument, array) in zip(call.arguments, arrays) {
      guard case .value(let index) = argument else { return nil }
      place.path.append(.element(index, array: array))
    }
    place.type = .declared(number)
    return place
  }

  private static let boolean = TypeID(0)

  private func place(_ position: Int) -> Place {
    Place(
      root: .state(VariableID(family.system.variables.count + position)),
      type: .declared(variables[position].type), range: variables[position].range)
  }
}
