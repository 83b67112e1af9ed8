import Diagnostics
import ModelIR

/// Where values of the scalarset may go: only where exactly this type is meant, and never among numbers.
struct ElementSorts: Sendable {
  let family: ScalarsetFamily
  /// Of components that may name an element that was left out.
  let loose: LooseTypes
  private var system: TransitionSystem { family.system }

  init(_ loosening: Loosening) {
    family = loosening.examined
    loose = loosening.types
  }

  /// Whether a value names an element, or one that was left out.
  func isElement(_ type: ValueType) -> Bool { family.isElement(type) || isLooseElement(type) }

  func isLooseElement(_ type: ValueType) -> Bool { type == .declared(loose.element) }

  /// Whether a type has the scalarset in it, as value or as index.
  func isAffected(_ type: TypeID) -> Bool {
    if type == family.type { return true }
    switch system[type].shape {
    case .boolean, .integers, .enumeration, .scalarset: return false
    case .union(let alternatives, _, _): return alternatives.contains(where: isAffected)
    case .array(let index, let element): return isAffected(index) || isAffected(element)
    case .record(let fields): return fields.contains { isAffected($0.type) }
    }
  }

  func isAffected(_ type: ValueType) -> Bool {
    if case .declared(let type) = type { isAffected(type) } else { false }
  }

  /// Whether a type has values that name elements in it.
  func hasElements(_ type: TypeID) -> Bool {
    if type == family.type || type == loose.element { return true }
    switch system[type].shape {
    case .boolean, .integers, .enumeration, .scalarset, .union: return false
    case .array(_, let element): return hasElements(element)
    case .record(let fields): return fields.contains { hasElements($0.type) }
    }
  }

  /// How many cells of a type have elements as values that are never left out; there must be none in an array that is indexed by elements.
  func pointers(in type: TypeID) throws(Refusal) -> Int {
    if type == family.type { return 1 }
    if type == loose.element { return 0 }
    switch system[type].shape {
    case .boolean, .integers, .enumeration, .scalarset: return 0
    case .union:
      guard !isAffected(type) else { throw refusal("elements of `\(family.typeName)` in a union", type) }
      return 0
    case .array(let index, let element):
      guard index == family.type || !isAffected(index) else {
        throw refusal("an array over a union with `\(family.typeName)`", type)
      }
      let count = try pointers(in: element)
      guard count > 0 else { return 0 }
      guard index != family.type else {
        throw refusal("an array over `\(family.typeName)` with elements of `\(family.typeName)` in it", type)
      }
      guard let domain = system.domain(of: index), domain.upperBound - domain.lowerBound < 1 << 16 else {
        throw refusal("too many elements of `\(family.typeName)` in an array", type)
      }
      return min(Witnesses.most, count * (Int(domain.upperBound - domain.lowerBound) + 1))
    case .record(let fields):
      var count = 0
      for field in fields { count = min(Witnesses.most, count + (try pointers(in: field.type))) }
      return count
    }
  }

  private func refusal(_ reason: String, _ type: TypeID) -> Refusal {
    Refusal(reason, at: system[type].range)
  }

  /// Values go from one type to the other: if elements are among them, both must be the same type, or be built of the same ones.
  func require(_ source: ValueType, fits target: ValueType, at range: SourceRange) throws(Refusal) {
    guard isAffected(source) || isAffected(target), source != target else { return }
    if case .declared(let first) = source, case .declared(let second) = target, isAlike(first, second) {
      return
    }
    let isCopied = loose.isLoose(source) || loose.isLoose(target)
    throw Refusal(
      isCopied
        ? "what has elements of `\(family.typeName)` in it is copied, or handed over, as a whole"
        : "an element of `\(family.typeName)` is used as a value of another type", at: range)
  }

  private func isAlike(_ first: TypeID, _ second: TypeID) -> Bool {
    if first == second { return true }
    guard isAffected(first) || isAffected(second) else { return system[first].shape == system[second].shape }
    switch (system[first].shape, system[second].shape) {
    case (.array(let index, let element), .array(let otherIndex, let otherElement)):
      return isAlike(index, otherIndex) && isAlike(element, otherElement)
    case (.record(let fields), .record(let others)):
      return fields.count == others.count
        && zip(fields, others).allSatisfy { $0.name == $1.name && isAlike($0.type, $1.type) }
    case (.boolean, _), (.integers, _), (.enumeration, _), (.scalarset, _), (.union, _), (.array, _),
      (.record, _):
      return false
    }
  }

  /// What is kept in them commutes with leaving out elements.
  func require(locals: [Local]) throws(Refusal) {
    for local in locals {
      if case .declared(let type) = local.type { _ = try pointers(in: type) }
    }
  }

  /// A number or a truth value is meant.
  func requirePlain(_ expression: Expression) throws(Refusal) {
    guard isAffected(expression.type) else { return }
    throw Refusal("an element of `\(family.typeName)` is used as a number", at: expression.range)
  }

  /// Parameters that are elements go through all of them.
  func require(_ parameters: [Parameter], of range: SourceRange) throws(Refusal) {
    for parameter in parameters where isAffected(parameter.type) {
      guard family.isElement(parameter.type), parameter.first == 0, parameter.step == 1,
        parameter.last == Value(family.size - 1)
      else { throw Refusal("a parameter goes through some elements of `\(family.typeName)`", at: range) }
    }
  }
}
