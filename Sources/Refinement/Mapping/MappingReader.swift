import Diagnostics
import ModelIR

/// Makes a mapping of what `--@ abstracts` says in a design, or says what is wrong with it.
struct MappingReader {
  private let design: TransitionSystem
  private let model: TransitionSystem
  private let target: RefinementTarget
  private let likeness: Likeness
  private let modelMap: CellMap
  private var ghosts: GhostSystem
  private var sources: [Mapping.Source?]
  private(set) var diagnostics: [Diagnostic] = []

  init(_ design: TransitionSystem, refines model: TransitionSystem, _ target: RefinementTarget) {
    self.design = design
    self.model = model
    self.target = target
    likeness = Likeness(design: design, model: model)
    modelMap = CellMap(model)
    ghosts = GhostSystem(design)
    sources = Array(repeating: nil, count: modelMap.stateSize)
  }

  /// Nil after a mistake.
  mutating func mapping() -> Mapping? {
    for variable in design.variables.indices.map(VariableID.init) {
      guard let place = design[variable].abstracts, let found = resolve(place, [], design[variable].type)
      else { continue }
      take(found, from: CellMap(design).offset(of: variable), place)
    }
    for function in design.functions.indices.map(FunctionID.init) {
      guard let place = design[function].abstracts, let result = design[function].result else { continue }
      let parameters = design[function].locals.prefix(design[function].parameterCount)
      guard let found = resolve(place, Array(parameters), result) else { continue }
      take(found, from: ghosts.add(function, inOrder: found.parameters), place)
    }
    reportMissing()
    let all = sources.compactMap { $0 }
    guard diagnostics.isEmpty, all.count == sources.count else { return nil }
    return Mapping(system: ghosts.system, sources: all, model: model)
  }

  /// What an annotation stands for.
  private struct Found {
    /// Cells of the abstract state, in the order of the cells of what is annotated, its parameters' values outermost.
    var cells: [Int]
    var conversions: [LeafConversion]
    /// The parameters in the order of the indices.
    var parameters: [Int] = []
  }

  private mutating func resolve(_ place: AbstractedPlace, _ parameters: [Local], _ type: TypeID) -> Found? {
    guard let path = AbstractPath(place.text) else {
      report(
        .unknownAbstraction, "`\(place.text)` is no variable, and no part of one", place,
        help: "write `--@ abstracts NAME`, `NAME.FIELD` or `NAME[PARAMETER]`")
      return nil
    }
    guard let variable = model.variables.firstIndex(where: { $0.name == path.variable }) else {
      report(
        .unknownAbstraction, "\(target.file.visible) has no variable `\(path.variable)`", place,
        help: Suggestion.question(for: path.variable, among: model.variables.map(\.name)))
      return nil
    }
    guard Set(path.indices) == Set(parameters.map(\.name)), path.indices.count == parameters.count else {
      let names = parameters.map { "[\($0.name)]" }.joined()
      report(
        .unlikeAbstraction,
        "each parameter of the function is one index of what it abstracts, and none is more", place,
        help: parameters.isEmpty
          ? "a function with a parameter for each index abstracts an array"
          : "write `\(path.variable)\(names)`")
      return nil
    }
    var found = Found(cells: [modelMap.variableOffsets[variable]], conversions: [])
    var current = model.variables[variable].type
    for step in path.steps {
      guard walk(step, &current, &found, parameters, place) else { return nil }
    }
    guard let conversions = likeness.conversions(from: type, to: current) else {
      report(
        .unlikeAbstraction,
        "`\(place.text)` is \(model.description(of: current)), and this is \(design.description(of: type))",
        place,
        help: "numbers stand for numbers, members of enumerations for those of the same name")
      return nil
    }
    found.conversions = conversions
    let size = modelMap.size(of: current)
    found.cells = found.cells.flatMap { cell in (0..<size).map { cell + $0 } }
    return found
  }

  /// Goes on to a field, or to all elements of an array.
  private mutating func walk(
    _ step: AbstractPath.Step, _ current: inout TypeID, _ found: inout Found, _ parameters: [Local],
    _ place: AbstractedPlace
  ) -> Bool {
    switch (step, model[current].shape) {
    case (.field(let name), .record(let fields)):
      guard let field = fields.firstIndex(where: { $0.name == name }) else {
        report(
          .unknownAbstraction, "there is no field `\(name)` in `\(place.text)`", place,
          help: Suggestion.question(for: name, among: fields.map(\.name)))
        return false
      }
      let offset = modelMap.offset(ofField: field, in: current)
      found.cells = found.cells.map { $0 + offset }
      current = fields[field].type
    case (.index(let name), .array(let index, let element)):
      guard let position = parameters.firstIndex(where: { $0.name == name }),
        case .declared(let type) = parameters[position].type, likeness.haveSameValues(type, index),
        let domain = model.domain(of: index), domain.isShort
      else {
        report(
          .unlikeAbstraction, "`\(name)` has other values than the index of the array", place,
          help: "the array has an element for each value of \(model.description(of: index))")
        return false
      }
      let size = modelMap.size(of: element)
      found.cells = found.cells.flatMap { cell in domain.map { cell + Int($0 - domain.lowerBound) * size } }
      found.parameters.append(position)
      current = element
    default:
      report(
        .unknownAbstraction, "`\(place.text)` goes into \(model.description(of: current))", place, help: nil)
      return false
    }
    return true
  }

  private mutating func take(_ found: Found, from first: Int, _ place: AbstractedPlace) {
    for (index, cell) in found.cells.enumerated() {
      guard sources[cell] == nil else {
        report(
          .unlikeAbstraction, "`\(model.nameOfCell(cell))` is abstracted twice", place,
          help: "one function or variable says what it is")
        return
      }
      sources[cell] = Mapping.Source(
        cell: first + index, conversion: found.conversions[index % found.conversions.count],
        range: place.range)
    }
  }

  /// One message for each variable of which something is missing.
  private mutating func reportMissing() {
    guard diagnostics.isEmpty else { return }
    var reported: Set<String> = []
    for cell in sources.indices where sources[cell] == nil {
      let name = model.nameOfCell(cell)
      guard reported.insert(String(name.prefix { $0 != "[" })).inserted else { continue }
      diagnostics.append(
        Diagnostic(
          .error, .missingAbstraction, "nothing says what `\(name)` of \(target.file.visible) is here",
          at: target.range,
          help:
            "write `--@ abstracts \(name.prefix { $0 != "[" })` before a variable or function of the same values"
        ))
    }
  }

  private mutating func report(
    _ code: DiagnosticCode, _ message: String, _ place: AbstractedPlace, help: String?
  ) {
    diagnostics.append(Diagnostic(.error, code, message, at: place.range, help: help))
  }
}

extension TransitionSystem {
  /// A type for messages.
  fileprivate func description(of type: TypeID) -> String {
    switch self[type].shape {
    case .boolean: "a boolean"
    case .integers(let low, let high): "a number of \(low) .. \(high)"
    case .enumeration, .union, .scalarset:
      self[type].name.map { "a value of `\($0)`" } ?? "one of an enumeration"
    case .array: "an array"
    case .record: "a record"
    }
  }
}
