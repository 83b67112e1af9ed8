/// The values of a binder that are known without evaluating anything.
package struct ConstantDomain: Hashable, Sendable {
  package let first: Value
  package let count: Value
  package let step: Value

  /// The smallest interval around the bounds.
  package let hull: Interval
}

extension Binder {
  /// Nil if bounds or step are computed, or wrong.
  package func constantDomain(in system: TransitionSystem) -> ConstantDomain? {
    switch domain {
    case .type(let type):
      guard let domain = system.domain(of: type) else { return nil }
      return ConstantDomain(
        first: domain.lowerBound, count: domain.upperBound - domain.lowerBound + 1, step: 1,
        hull: Interval(domain))
    case .interval(let from, let to, let by):
      guard case .constant(let first) = from.kind, case .constant(let last) = to.kind else { return nil }
      var step: Value = last >= first ? 1 : -1
      if let by {
        guard case .constant(let given) = by.kind else { return nil }
        step = given
      }
      guard step != 0, first == last || (last > first) == (step > 0) else { return nil }
      return ConstantDomain(
        first: first, count: (last - first) / step + 1, step: step,
        hull: Interval(low: min(first, last), high: max(first, last)))
    }
  }
}
