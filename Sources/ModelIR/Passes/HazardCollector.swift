/// Collects what evaluating and executing parts of one frame can lead to.
struct HazardCollector {
  private let analysis: HazardAnalysis
  let frame: HazardAnalysis.Frame

  init(_ analysis: HazardAnalysis, _ frame: HazardAnalysis.Frame) {
    self.analysis = analysis
    self.frame = frame
  }

  private var system: TransitionSystem { analysis.system }

  func hazards(of body: [Statement]) -> Hazards {
    body.reduce(into: .none) { $0.formUnion(hazards(of: $1)) }
  }

  private func hazards(of statement: Statement) -> Hazards {
    switch statement.kind {
    case .assign(let place, let value):
      return union([
        address(of: place), content(of: value),
        .error(if: isSimple(place.type) && leaves(value, place.type) && !isExactTotal(place)),
      ])
    case .clear(let place), .undefine(let place):
      return address(of: place)
    case .branch(let branches, let otherwise):
      return union(
        branches.flatMap { [hazards(of: $0.condition), hazards(of: $0.body)] } + [hazards(of: otherwise)])
    case .select(let subject, let cases, let otherwise):
      return union(
        cases.flatMap { $0.values.map(hazards) + [hazards(of: $0.body)] }
          + [hazards(of: subject), hazards(of: otherwise)])
    case .loop(let binder, let body):
      return union([hazards(of: binder), hazards(of: body)])
    case .whileLoop(let condition, let body):
      return union([.error, hazards(of: condition), hazards(of: body)])
    case .call(let call):
      return hazards(of: call)
    case .leave(let value):
      guard let value else { return .none }
      return union([
        content(of: value), .error(if: frame.result.map { leaves(value, .declared($0)) } ?? false),
      ])
    case .put(.text):
      return .none
    case .put(.expression(let value)):
      if case .read(let place) = value.kind { return address(of: place) }
      return content(of: value)
    case .error:
      return .error
    case .check(let property, let condition):
      return union([hazards(of: condition), hazards(ofCheck: property)])
    }
  }

  private func hazards(ofCheck property: PropertyID) -> Hazards {
    switch system[property].kind {
    case .cover: Hazards(reachesCover: true)
    case .assumption: Hazards(events: [.drop])
    case .assertion, .invariant, .liveness, .leadsTo: Hazards(events: [.assertion(property)])
    }
  }

  /// Of an expression whose value is used; of a complex place, undefined parts may be.
  private func content(of expression: Expression) -> Hazards {
    guard !isSimple(expression.type) else { return hazards(of: expression) }
    switch expression.kind {
    case .read(let place): return address(of: place)
    case .conditional(let condition, let then, let otherwise):
      return union([hazards(of: condition), content(of: then), content(of: otherwise)])
    case .constant, .unary, .binary, .sameContent, .quantified, .isUndefined, .isMember, .widened, .narrowed,
      .call:
      return hazards(of: expression)
    }
  }

  func hazards(of expression: Expression) -> Hazards {
    switch expression.kind {
    case .constant:
      return .none
    case .read(let place):
      return union([address(of: place), .error(if: isSimple(place.type) && !isDefined(place))])
    case .unary(let operation, let operand):
      return union([hazards(of: operand), .error(if: operation.bounds(interval(of: operand)).canFail)])
    case .binary(let operation, let left, let right):
      let bounds = operation.bounds(interval(of: left), interval(of: right))
      return union([hazards(of: left), hazards(of: right), .error(if: bounds.canFail)])
    case .sameContent(let left, let right):
      return union([content(of: left), content(of: right)])
    case .conditional(let condition, let then, let otherwise):
      return union([hazards(of: condition), hazards(of: then), hazards(of: otherwise)])
    case .quantified(_, let binder, let body):
      return union([hazards(of: binder), hazards(of: body)])
    case .isUndefined(let place):
      return address(of: place)
    case .isMember(let operand, _), .widened(let operand, _):
      return hazards(of: operand)
    case .narrowed(let operand, let wanted, _):
      return union([hazards(of: operand), .error(if: !interval(of: operand).isWithin(wanted))])
    case .call(let call):
      return hazards(of: call)
    }
  }

  private func hazards(of call: Call) -> Hazards {
    let function = system[call.function]
    var result = union([analysis.functions[call.function.index], .error(if: analysis.stepsMayRunOut)])
    for (argument, parameter) in zip(call.arguments, function.locals) {
      switch argument {
      case .reference(let place):
        result.formUnion(address(of: place))
      case .value(let expression):
        if case .read(let place) = expression.kind {
          result.formUnion(address(of: place))
        } else {
          result.formUnion(content(of: expression))
        }
        result.formUnion(.error(if: isSimple(parameter.type) && leaves(expression, parameter.type)))
      }
    }
    return result
  }

  private func hazards(of binder: Binder) -> Hazards {
    let isLong = (frame.intervals.count(of: binder) ?? .max) > Value(Interpreter.freeIterations)
    var result = Hazards.error(if: isLong && analysis.stepsMayRunOut)
    guard case .interval(let from, let to, let by) = binder.domain else { return result }
    for bound in [from, to, by].compactMap({ $0 }) { result.formUnion(hazards(of: bound)) }
    result.formUnion(.error(if: by != nil && binder.constantDomain(in: system) == nil))
    return result
  }

  /// Of finding a place, whatever it holds.
  private func address(of place: Place) -> Hazards {
    var result = Hazards.none
    if case .value(let expression) = place.root { result.formUnion(content(of: expression)) }
    for case .element(let index, let array) in place.path {
      result.formUnion(hazards(of: index))
      guard case .array(let indexType, _) = system[array].shape, let domain = system.domain(of: indexType)
      else { continue }
      result.formUnion(.error(if: !interval(of: index).isWithin(domain)))
    }
    return result
  }

  private func isDefined(_ place: Place) -> Bool {
    switch place.root {
    case .state: analysis.definedness.isAlwaysDefined(place)
    case .local(let local): place.path.isEmpty && frame.defined.contains(local)
    case .value: false
    }
  }

  /// Whether it is a total that has room for any of its parts.
  func isExactTotal(_ place: Place) -> Bool {
    if case .local(let local) = place.root { place.path.isEmpty && local == frame.exactTotal } else { false }
  }

  /// Whether a value may lie outside of a type.
  func leaves(_ value: Expression, _ type: ValueType) -> Bool {
    guard case .declared(let type) = type, let domain = system.domain(of: type) else { return false }
    return !interval(of: value).isWithin(domain)
  }

  func interval(of expression: Expression) -> Interval { frame.intervals.interval(of: expression) }

  private func isSimple(_ type: ValueType) -> Bool {
    switch type {
    case .boolean, .integer: true
    case .declared(let type): system[type].shape.isSimple
    }
  }

  private func union(_ parts: [Hazards]) -> Hazards {
    parts.reduce(into: .none) { $0.formUnion($1) }
  }
}
