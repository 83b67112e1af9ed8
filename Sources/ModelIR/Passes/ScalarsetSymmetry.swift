/// Which scalarsets are really symmetric: permuting their elements maps runs of the model to runs.
///
/// The language almost guarantees it (Ip and Dill, "Better verification through symmetry", 1996): elements have no
/// names and no order. What can still break it is found here, conservatively: `clear`, which picks the first element;
/// a `for` whose iterations might depend on their order; liveness of one particular element.
package struct ScalarsetSymmetry: Sendable {
  /// The named scalarsets that may be reduced by.
  package private(set) var symmetric: [TypeID] = []
  /// A sentence for every named scalarset that may not.
  package private(set) var objections: [String] = []

  package init(_ system: TransitionSystem) {
    var reasons: [TypeID: String] = [:]
    let writeSets = WriteSets(system)
    func object(_ type: TypeID, _ reason: String) {
      if reasons[type] == nil { reasons[type] = reason }
    }
    func examine(_ body: [Statement], locals: [Local], isStart: Bool, _ place: String) {
      BodyWalk(
        statement: { statement in
          switch statement.kind {
          case .clear(let target):
            guard !isStart, case .declared(let type) = target.type else { break }
            for scalarset in system.scalarsets(in: type) {
              object(scalarset, "\(place) clears a variable of this type, which picks an element")
            }
          case .loop(let binder, let body):
            guard case .type(let type) = binder.domain,
              !LoopIndependence(writeSets, locals: locals, binder.local, type).holds(for: body)
            else { break }
            for scalarset in system.scalarsets(in: type) {
              object(scalarset, "a `for` in \(place) may depend on the order of its iterations")
            }
          case .assign, .undefine, .branch, .select, .whileLoop, .call, .leave, .put, .error, .check: break
          }
        },
        expression: { expression in
          guard case .quantified(_, let binder, let condition) = expression.kind,
            case .type(let type) = binder.domain,
            !writeSets.isPure(condition)
          else { return }
          for scalarset in system.scalarsets(in: type) {
            object(scalarset, "a quantifier in \(place) calls a function that changes the state")
          }
        }
      ).visit(body)
    }
    for rule in system.startStates {
      examine(rule.body, locals: rule.locals, isStart: true, "start state `\(rule.name)`")
    }
    for rule in system.rules {
      examine(rule.body, locals: rule.locals, isStart: false, "rule `\(rule.name)`")
    }
    for function in system.functions {
      examine(function.body, locals: function.locals, isStart: false, "function `\(function.name)`")
    }
    for property in system.properties where property.kind == .liveness {
      for parameter in property.parameters {
        guard case .declared(let type) = parameter.type else { continue }
        for scalarset in system.scalarsets(in: type) {
          object(scalarset, "liveness `\(property.name)` is about one particular element")
        }
      }
    }
    for (index, definition) in system.types.enumerated() {
      guard case .scalarset(let size) = definition.shape, let name = definition.name, size > 1 else {
        continue
      }
      if let reason = reasons[TypeID(index)] {
        objections.append("symmetry of `\(name)` is not used: \(reason)")
      } else if size > 64 {
        objections.append("symmetry of `\(name)` is not used: it has more than 64 elements")
      } else {
        symmetric.append(TypeID(index))
      }
    }
  }
}

extension TransitionSystem {
  /// The scalarsets whose elements are among the values of a type or its parts.
  func scalarsets(in type: TypeID) -> Set<TypeID> {
    switch self[type].shape {
    case .boolean, .integers, .enumeration: []
    case .scalarset: [type]
    case .union(let alternatives, _, _): alternatives.reduce(into: []) { $0.formUnion(scalarsets(in: $1)) }
    case .array(_, let element): scalarsets(in: element)
    case .record(let fields): fields.reduce(into: []) { $0.formUnion(scalarsets(in: $1.type)) }
    }
  }
}

extension WriteSets {
  /// True if evaluating the expression calls nothing that changes the state or a `var` argument.
  func isPure(_ expression: Expression) -> Bool {
    var pure = true
    BodyWalk(call: { call in
      if !effects(of: call.function).isEmpty { pure = false }
      for case .reference in call.arguments { pure = false }
    }).visit(expression)
    return pure
  }
}
