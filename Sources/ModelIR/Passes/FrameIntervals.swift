/// The values that the locals of one frame, and expressions over them, can have as far as types and bounds tell.
package struct FrameIntervals: Sendable {
  private let system: TransitionSystem
  /// By `LocalID.index`.
  private var intervals: [Interval]

  /// Of a rule, function or property with everything that is evaluated in its frame.
  package init(
    _ system: TransitionSystem, locals: [Local], parameters: [Parameter] = [], conditions: [Expression] = [],
    body: [Statement] = []
  ) {
    self.system = system
    intervals = locals.map { Self.interval(of: $0.type, in: system) }
    for parameter in parameters {
      let (low, high) = (min(parameter.first, parameter.last), max(parameter.first, parameter.last))
      intervals[parameter.local.index] = Interval(low: low, high: high)
    }
    let written = WrittenLocals.of(body)
    // Outer ones first: bounds may name outer variables.
    var binders: [Binder] = []
    let walk = BodyWalk(
      statement: { if case .loop(let binder, _) = $0.kind { binders.append(binder) } },
      expression: { if case .quantified(_, let binder, _) = $0.kind { binders.append(binder) } })
    for condition in conditions { walk.visit(condition) }
    walk.visit(body)
    var known: Set<LocalID> = []
    for binder in binders where !written.contains(binder.local) {
      guard let hull = hull(of: binder) else { continue }
      let isKnown = !known.insert(binder.local).inserted
      intervals[binder.local.index] = isKnown ? intervals[binder.local.index].union(hull) : hull
    }
  }

  /// The smallest interval around the values a binder takes; nil if its type has none.
  private func hull(of binder: Binder) -> Interval? {
    switch binder.domain {
    case .type(let type): system.domain(of: type).map(Interval.init)
    case .interval(let from, let to, _): interval(of: from).union(interval(of: to))
    }
  }

  /// The most values a binder can take; nil if that is not known.
  package func count(of binder: Binder) -> Value? {
    if let domain = binder.constantDomain(in: system) { return domain.count }
    guard let hull = hull(of: binder), !hull.isWide else { return nil }
    return hull.high - hull.low + 1
  }

  /// Of a simple expression.
  package func interval(of expression: Expression) -> Interval {
    switch expression.kind {
    case .constant(let value):
      return Interval(low: value, high: value)
    case .read(let place):
      guard case .local(let local) = place.root, place.path.isEmpty else {
        return Self.interval(of: place.type, in: system)
      }
      return intervals[local.index]
    case .unary(let operation, let operand):
      return operation.bounds(interval(of: operand)).interval
    case .binary(let operation, let left, let right):
      return operation.bounds(interval(of: left), interval(of: right)).interval
    case .sameContent, .quantified, .isUndefined, .isMember:
      return .boolean
    case .conditional(_, let then, let otherwise):
      return interval(of: then).union(interval(of: otherwise))
    case .widened(let operand, let offset):
      return BinaryOperator.add.bounds(interval(of: operand), Interval(low: offset, high: offset)).interval
    case .narrowed(_, let interval, let low):
      return Interval(low: low, high: low + interval.upperBound - interval.lowerBound)
    case .call(let call):
      return system[call.function].result.flatMap { system.domain(of: $0) }.map(Interval.init) ?? .boolean
    }
  }

  private static func interval(of type: ValueType, in system: TransitionSystem) -> Interval {
    switch type {
    case .boolean: .boolean
    case .integer: .everything
    case .declared(let type): system.domain(of: type).map(Interval.init) ?? .everything
    }
  }
}
