import ModelIR

/// What becomes of a simple value of the concrete model in the abstract one.
///
/// Numbers and booleans stay what they are, elements of scalarsets of one size keep their place, members of enumerations and
/// unions are those of the same name.
enum LeafConversion: Hashable, Sendable {
  /// The value itself, if it lies in the abstract type.
  case same(ClosedRange<Value>)
  /// By the name of the value; what has none is missing.
  case named([Value: Value])

  /// Nil if no value of the one could be one of the other.
  init?(from concrete: TypeID, of design: TransitionSystem, to abstract: TypeID, of model: TransitionSystem) {
    guard let domain = design.domain(of: concrete), let target = model.domain(of: abstract) else {
      return nil
    }
    switch (design[concrete].shape, model[abstract].shape) {
    case (.boolean, .boolean): self = .same(target)
    case (.integers, .integers):
      guard domain.overlaps(target) else { return nil }
      self = .same(target)
    case (.scalarset(let size), .scalarset(let other)):
      guard size == other else { return nil }
      self = .same(target)
    case (.enumeration, .enumeration), (.union, .enumeration), (.enumeration, .union), (.union, .union):
      guard domain.isShort, target.isShort else { return nil }
      let values = Dictionary(
        target.map { (model.text(of: $0, type: abstract), $0) }, uniquingKeysWith: { first, _ in first })
      var named: [Value: Value] = [:]
      for value in domain { named[value] = values[design.text(of: value, type: concrete)] }
      guard !named.isEmpty else { return nil }
      self = .named(named)
    default: return nil
    }
  }

  /// Nil if the abstract type has no such value.
  func callAsFunction(_ value: Value) -> Value? {
    switch self {
    case .same(let range): range.contains(value) ? value : nil
    case .named(let values): values[value]
    }
  }
}

/// Whether values of types of two systems can be held against one another, and how.
struct Likeness {
  let design: TransitionSystem
  let model: TransitionSystem

  /// The conversions of all simple components, in cell order; nil if the types are not alike.
  func conversions(from concrete: TypeID, to abstract: TypeID) -> [LeafConversion]? {
    switch (design[concrete].shape, model[abstract].shape) {
    case (.record(let fields), .record(let others)):
      guard fields.map(\.name) == others.map(\.name) else { return nil }
      var all: [LeafConversion] = []
      for (field, other) in zip(fields, others) {
        guard let part = conversions(from: field.type, to: other.type) else { return nil }
        all += part
      }
      return all
    case (.array(let index, let element), .array(let otherIndex, let otherElement)):
      guard haveSameValues(index, otherIndex), let domain = design.domain(of: index), domain.isShort,
        let part = conversions(from: element, to: otherElement)
      else { return nil }
      return domain.flatMap { _ in part }
    case (.record, _), (.array, _), (_, .record), (_, .array): return nil
    default:
      return LeafConversion(from: concrete, of: design, to: abstract, of: model).map { [$0] }
    }
  }

  /// Whether two simple types have the same values in the same order, so that they can be indices of the same array.
  func haveSameValues(_ concrete: TypeID, _ abstract: TypeID) -> Bool {
    switch (design[concrete].shape, model[abstract].shape) {
    case (.boolean, .boolean): true
    case (.integers(let low, let high), .integers(let otherLow, let otherHigh)):
      low == otherLow && high == otherHigh
    case (.enumeration(let members), .enumeration(let others)): members == others
    case (.scalarset(let size), .scalarset(let other)): size == other
    case (.union, .union):
      design.domain(of: concrete).map { values in
        model.domain(of: abstract) == values && values.isShort
          && values.allSatisfy {
            design.text(of: $0, type: concrete) == model.text(of: $0, type: abstract)
          }
      } ?? false
    default: false
    }
  }
}

extension ClosedRange<Value> {
  /// Whether its values can be gone through.
  var isShort: Bool { upperBound - lowerBound < 1 << 16 }
}
