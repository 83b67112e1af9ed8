/// What a term stands for when its constants have values.
package indirect enum TermValue: Hashable, Sendable {
  case bool(Bool)
  case bits(BitVector)
  /// An array: what differs from the default, by index. Entries that equal the default are left out.
  case array(default: TermValue, entries: [TermValue: TermValue])

  /// False, zero, or an array of these.
  package init(zeroOf sort: Sort) {
    switch sort {
    case .bool: self = .bool(false)
    case .bitVector(let width): self = .bits(BitVector(0, width: width))
    case .array(_, let element): self = .array(default: TermValue(zeroOf: element), entries: [:])
    }
  }

  /// The two's complement of a number, cut to the width.
  package init(_ value: Int128, width: Int) { self = .bits(BitVector(value, width: width)) }

  package var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  package var isTrue: Bool { self == .bool(true) }

  package var bits: BitVector? {
    if case .bits(let bits) = self { bits } else { nil }
  }

  /// The number that bits, or a truth value, stand for if they represent numbers of an interval; nil for an array, and
  /// for what has more than 127 bits.
  package func number(of domain: ClosedRange<Int128>) -> Int128? {
    switch self {
    case .bool(let value): value ? 1 : 0
    case .bits(let bits): bits.number(isSigned: domain.lowerBound < 0)
    case .array: nil
    }
  }

  /// An array's element.
  package func element(at index: TermValue) -> TermValue {
    guard case .array(let standard, let entries) = self else { preconditionFailure("not an array") }
    return entries[index] ?? standard
  }

  /// The array with one element replaced.
  package func replacing(_ index: TermValue, by element: TermValue) -> TermValue {
    guard case .array(let standard, var entries) = self else { preconditionFailure("not an array") }
    entries[index] = element == standard ? nil : element
    return .array(default: standard, entries: entries)
  }
}
