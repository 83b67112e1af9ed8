import Diagnostics
import ModelIR

/// A simple part of what can be observed: a cell of a variable for each value of its indices, or a function's result.
struct ObservedPlace: Hashable {
  /// How one comes to the part from the whole.
  enum Step: Hashable {
    /// An element, or a value of a parameter.
    case index(TypeID)
    case field(String)
  }

  /// The name in logs.
  var name: String
  var path: [Step]
  /// The type of the part.
  var type: ValueType
  /// Over the parameters, of which there is one for each index.
  var expression: Expression
  var parameters: [Parameter]
  /// Whether the part may be undefined.
  var place: Place?

  var locals: [Local] { parameters.map { Local(name: $0.name, type: $0.type, role: .parameter) } }
}

extension TransitionSystem {
  /// The parts of everything that has an `--@ observe`, in the order of the text.
  var observedPlaces: [ObservedPlace] {
    var places: [ObservedPlace] = []
    for (index, variable) in variables.enumerated() {
      guard let name = variable.observed else { continue }
      let whole = Place(
        root: .state(VariableID(index)), type: .declared(variable.type), range: variable.range)
      addParts(of: whole, variable.type, name, [], [], to: &places)
    }
    for (index, function) in functions.enumerated() {
      guard let name = function.observed, let result = function.result else { continue }
      let types = function.locals.prefix(function.parameterCount).map(\.type)
      let parameters = types.enumerated().map { parameter($0.offset, $0.element, function.range) }
      let call = Call(
        function: FunctionID(index), arguments: parameters.map { .value(read($0, function.range)) })
      let type = valueType(result)
      places.append(
        ObservedPlace(
          name: name,
          path: types.map { if case .declared(let type) = $0 { .index(type) } else { .index(TypeID(0)) } },
          type: type, expression: Expression(.call(call), type: type, range: function.range),
          parameters: parameters, place: nil))
    }
    return places
  }

  /// Booleans and integers have types of their own in expressions.
  private func valueType(_ type: TypeID) -> ValueType {
    if case .boolean = self[type].shape { .boolean } else { .declared(type) }
  }

  private func parameter(_ index: Int, _ type: ValueType, _ range: SourceRange) -> Parameter {
    let domain: ClosedRange<Value> =
      if case .declared(let type) = type, let domain = domain(of: type) { domain } else { 0...1 }
    return Parameter(
      local: LocalID(index), name: "index_\(index)", type: type, first: domain.lowerBound,
      last: domain.upperBound, step: 1)
  }

  private func read(_ parameter: Parameter, _ range: SourceRange) -> Expression {
    Expression(
      .read(Place(root: .local(parameter.local), type: parameter.type, range: range)), type: parameter.type,
      range: range)
  }

  private func addParts(
    of place: Place, _ type: TypeID, _ name: String, _ path: [ObservedPlace.Step], _ parameters: [Parameter],
    to places: inout [ObservedPlace]
  ) {
    var place = place
    switch self[type].shape {
    case .array(let index, let element):
      let parameter = parameter(parameters.count, .declared(index), place.range)
      place.path.append(.element(read(parameter, place.range), array: type))
      place.type = .declared(element)
      addParts(of: place, element, name, path + [.index(index)], parameters + [parameter], to: &places)
    case .record(let fields):
      for (number, field) in fields.enumerated() {
        var part = place
        part.path.append(.field(number, record: type))
        part.type = .declared(field.type)
        addParts(of: part, field.type, name, path + [.field(field.name)], parameters, to: &places)
      }
    case .boolean, .integers, .enumeration, .scalarset, .union:
      let simple = valueType(type)
      place.type = simple
      places.append(
        ObservedPlace(
          name: name, path: path, type: simple,
          expression: Expression(.read(place), type: simple, range: place.range), parameters: parameters,
          place: place))
    }
  }
}
