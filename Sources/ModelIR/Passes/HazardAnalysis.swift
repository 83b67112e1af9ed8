/// What can happen in the functions of a system, calls included.
struct HazardAnalysis {
  let system: TransitionSystem
  let definedness: Definedness
  let undefinedArguments: UndefinedArguments
  /// Whether every step may be the one that is too many.
  let stepsMayRunOut: Bool
  /// By `FunctionID.index`: what a call can lead to, its arguments apart.
  private(set) var functions: [Hazards]

  init(_ system: TransitionSystem, _ definedness: Definedness) {
    self.system = system
    self.definedness = definedness
    undefinedArguments = UndefinedArguments(system, definedness)
    stepsMayRunOut = StepBounds(system).mayRunOut
    functions = system.functions.map { _ in .none }
    let frames = system.functions.indices.map { frame(of: FunctionID($0)) }
    var changed = true
    while changed {
      changed = false
      for (index, function) in system.functions.enumerated() {
        var hazards = HazardCollector(self, frames[index]).hazards(of: function.body)
        if function.result != nil, !function.body.endsWithReturn { hazards.formUnion(.error) }
        if hazards != functions[index] {
          functions[index] = hazards
          changed = true
        }
      }
    }
  }

  /// What is known of the locals of a frame.
  struct Frame {
    let locals: [Local]
    let intervals: FrameIntervals
    /// The locals that always have a value where they are read as a whole.
    let defined: Set<LocalID>
    /// Everything that is executed in it.
    let body: [Statement]
    /// Of a function that has one.
    var result: TypeID?
    /// Of a function that only adds up: what it adds to, if its type has the sum of any of the parts.
    var exactTotal: LocalID?
  }

  func frame(of id: FunctionID) -> Frame {
    let function = system[id]
    let intervals = FrameIntervals(system, locals: function.locals, body: function.body)
    return Frame(
      locals: function.locals,
      intervals: intervals,
      defined: Self.definedLocals(function.locals, function.body) { local in
        !undefinedArguments.contains(local.index, of: id)
      }, body: function.body, result: function.result, exactTotal: exactTotal(of: function, intervals))
  }

  /// What `total := 0; for ... do total := total + part end; return total` adds to.
  private func exactTotal(of function: Function, _ intervals: FrameIntervals) -> LocalID? {
    guard function.body.count == 3, case .assign(let total, let first) = function.body[0].kind,
      case .local(let local) = total.root, total.path.isEmpty, case .constant(0) = first.kind,
      case .loop(let binder, let loop) = function.body[1].kind, loop.count == 1,
      case .assign(let target, let value) = loop[0].kind, target.bare == total.bare,
      case .binary(.add, let before, let part) = value.kind, case .read(let read) = before.kind,
      read.bare == total.bare, case .leave = function.body[2].kind,
      case .declared(let type) = total.type, let domain = system.domain(of: type),
      let count = intervals.count(of: binder)
    else { return nil }
    var isNamed = false
    BodyWalk(place: { if case .local(local) = $0.root { isNamed = true } }).visit(part)
    guard !isNamed else { return nil }
    let all = intervals.interval(of: part).corners(Interval(low: 0, high: count)) {
      $0.multipliedReportingOverflow(by: $1)
    }
    return all?.isWithin(domain) == true ? local : nil
  }

  func frame(of rule: Rule) -> Frame {
    Frame(
      locals: rule.locals,
      intervals: FrameIntervals(
        system, locals: rule.locals, parameters: rule.parameters,
        conditions: rule.guardCondition.map { [$0] } ?? [], body: rule.body),
      defined: Self.definedLocals(rule.locals, rule.body) { _ in true }, body: rule.body)
  }

  func frame(of property: Property) -> Frame {
    Frame(
      locals: property.locals,
      intervals: FrameIntervals(
        system, locals: property.locals, parameters: property.parameters,
        conditions: property.condition.map { [$0] } ?? []),
      defined: Self.definedLocals(property.locals, []) { _ in true }, body: [])
  }

  private static func definedLocals(
    _ locals: [Local], _ body: [Statement], isDefined: (LocalID) -> Bool
  ) -> Set<LocalID> {
    let written = WrittenLocals.of(body)
    let doubtful = DefiniteAssignment(of: body).doubtful
    return Set(
      locals.indices.map(LocalID.init).filter { local in
        switch locals[local.index].role {
        case .bound: !written.contains(local)
        case .parameter: isDefined(local)
        case .variable: !doubtful.contains(local)
        case .reference: false
        }
      })
  }
}
