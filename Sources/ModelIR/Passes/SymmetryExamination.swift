import Diagnostics

/// Looks through a system for what breaks the symmetry of scalarsets, and for iterations to watch.
struct SymmetryExamination {
  /// The first objection to each scalarset.
  private(set) var objections: [TypeID: ScalarsetSymmetry.Objection] = [:]

  private let system: TransitionSystem
  private let analysis: HazardAnalysis
  private let callEffects: CallEffects
  /// Iterations that can be exchanged unless something in them fails.
  private var fragile:
    [(owner: Owner, local: LocalID, type: TypeID, objection: ScalarsetSymmetry.Objection)] = []

  /// Whose locals.
  private enum Owner {
    case rule(RuleID), function(FunctionID), property(PropertyID)
  }

  init(_ system: TransitionSystem, _ definedness: Definedness) {
    self.system = system
    analysis = HazardAnalysis(system, definedness)
    callEffects = CallEffects(system)
  }

  /// Everything that is evaluated when a state is expanded.
  mutating func examine() {
    for variable in system.variables { examineMultisets(in: variable.type) }
    for id in system.ruleIDs {
      let rule = system[id]
      examine(.rule(id), analysis.frame(of: rule), rule.guardCondition, rule.body)
    }
    for id in system.propertyIDs {
      let property = system[id]
      examine(.property(id), analysis.frame(of: property), property.condition, [])
      if property.kind == .liveness { examineParameters(of: property) }
    }
    for id in calledFunctions {
      examine(.function(id), analysis.frame(of: id), nil, system[id].body)
    }
  }

  /// Those that rules and properties can call.
  private var calledFunctions: [FunctionID] {
    var called: Set<FunctionID> = []
    let walk = BodyWalk(call: { called.insert($0.function) })
    for rule in system.rules {
      if let condition = rule.guardCondition { walk.visit(condition) }
      walk.visit(rule.body)
    }
    for property in system.properties { property.condition.map(walk.visit) }
    let reachable = CallGraph(system).reachable
    return called.reduce(called) { $0.union(reachable[$1.index]) }.sorted()
  }

  private mutating func examine(
    _ owner: Owner, _ frame: HazardAnalysis.Frame, _ condition: Expression?, _ body: [Statement]
  ) {
    let collector = HazardCollector(analysis, frame)
    var found = self
    let walk = BodyWalk(
      statement: { found.examine($0, owner, collector) }, expression: { found.examine($0, owner, collector) })
    if let condition { walk.visit(condition) }
    walk.visit(body)
    self = found
  }

  private mutating func examine(_ statement: Statement, _ owner: Owner, _ collector: HazardCollector) {
    switch statement.kind {
    case .clear(let target):
      guard case .declared(let type) = target.type else { break }
      object(
        to: type, "this `clear` picks an element", "use `undefine`, or assign an element", at: statement.range
      )
    case .loop(let binder, let body):
      guard case .type(let type) = binder.domain, !system.scalarsets(in: type).isEmpty else { break }
      let loop = LoopIndependence(of: body, binder.local, collector, system, callEffects)
      if let dependence = loop.dependence {
        return object(to: type, dependence.reason, dependence.remedy, at: dependence.range)
      }
      // Whatever comes first, events of one kind decide the same; an early end can hide them.
      let events = collector.hazards(of: body).events
      guard events.count > (loop.endsEarly ? 0 : 1) else { break }
      watch(
        owner, binder.local, type,
        loop.endsEarly
          ? "what fails in this loop may depend on which element it comes to first"
          : "which of several things fails in this loop may depend on which element it comes to first",
        loop.endsEarly
          ? "test first what must not fail, for example with `isundefined`" : "check one thing in each loop",
        at: statement.range)
    case .assign, .undefine, .branch, .select, .whileLoop, .call, .leave, .put, .error, .check: break
    }
  }

  private mutating func examine(_ expression: Expression, _ owner: Owner, _ collector: HazardCollector) {
    if case .constant(let value) = expression.kind { return examine(value, expression) }
    guard case .quantified(let quantifier, let binder, let condition) = expression.kind,
      case .type(let type) = binder.domain, !system.scalarsets(in: type).isEmpty
    else { return }
    let hazards = collector.hazards(of: condition)
    if !callEffects.isPure(condition) || hazards.reachesCover {
      object(
        to: type,
        "this `\(quantifier.rawValue)` calls something that has effects, for as many elements as it needs",
        "call it in a `for`", at: expression.range)
    } else if !hazards.events.isEmpty {
      watch(
        owner, binder.local, type,
        "what fails in this `\(quantifier.rawValue)` may depend on which element it comes to first",
        "test first what must not fail, for example with `isundefined`", at: expression.range)
    }
  }

  /// An element by its number: a guard that is one is true for all but the first.
  private mutating func examine(_ value: Value, _ constant: Expression) {
    guard case .declared(let type) = constant.type, let scalarset = system.scalarset(of: value, type) else {
      return
    }
    object(
      to: scalarset, "this is false for the first of its elements and true for the others",
      "compare it with an element", at: constant.range)
  }

  private mutating func examineParameters(of property: Property) {
    for parameter in property.parameters {
      guard case .declared(let type) = parameter.type else { continue }
      object(
        to: type, "liveness `\(property.name)` is about one particular element",
        "ask it of all with `forall`, or of some with `exists`", at: property.range)
    }
  }

  /// The order in which a state has the elements of a multiset is that of its scalarsets' elements: an image of the state is
  /// no state.
  private mutating func examineMultisets(in type: TypeID) {
    switch system[type].shape {
    case .boolean, .integers, .enumeration, .scalarset, .union: break
    case .record(let fields): for field in fields { examineMultisets(in: field.type) }
    case .array(_, let element):
      guard system[type].isMultiset else { return examineMultisets(in: element) }
      for scalarset in system.scalarsets(anywhereIn: element) {
        object(to: scalarset, "elements of a multiset have it in them", "", at: system[type].range)
      }
    }
  }

  private mutating func object(to type: TypeID, _ reason: String, _ remedy: String, at range: SourceRange) {
    for scalarset in system.scalarsets(in: type) where objections[scalarset] == nil {
      objections[scalarset] = ScalarsetSymmetry.Objection(reason: reason, remedy: remedy, range: range)
    }
  }

  private mutating func watch(
    _ owner: Owner, _ local: LocalID, _ type: TypeID, _ reason: String, _ remedy: String,
    at range: SourceRange
  ) {
    let objection = ScalarsetSymmetry.Objection(reason: reason, remedy: remedy, range: range)
    fragile.append((owner, local, type, objection))
  }

  /// The system with the iterations marked that have to be watched while reducing by these scalarsets.
  func watching(_ symmetric: Set<TypeID>) -> (system: TransitionSystem, watches: [WatchedIteration]) {
    var marked = system
    var watches: [WatchedIteration] = []
    let evaluations = EvaluationGroups(system)
    for (owner, local, type, objection) in fragile {
      let types = system.scalarsets(in: type).intersection(symmetric)
      guard !types.isEmpty else { continue }
      let index = watches.count
      let evaluation: Int
      switch owner {
      case .rule(let id):
        marked.rules[id.index].locals[local.index].watch = index
        evaluation = evaluations[id]
      case .function(let id):
        marked.functions[id.index].locals[local.index].watch = index
        evaluation = evaluations[id]
      case .property(let id):
        marked.properties[id.index].locals[local.index].watch = index
        evaluation = evaluations[id]
      }
      watches.append(WatchedIteration(types: types, objection: objection, evaluation: evaluation))
    }
    return (marked, watches)
  }
}
