/// The value of a term: what a model assigns to it, or an evaluation gives.
package indirect enum TermValue: Hashable, Sendable {
  case bool(Bool)
  case bits(BitVectorValue)
  case array(ArrayValue)

  package init(_ value: Int128, width: Int) { self = .bits(BitVectorValue(value, width: width)) }

  package var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  package var bits: BitVectorValue? {
    if case .bits(let value) = self { value } else { nil }
  }

  package var array: ArrayValue? {
    if case .array(let value) = self { value } else { nil }
  }

  /// The value that is all zeros, or false, everywhere.
  package static func zero(_ sort: Sort) -> TermValue {
    switch sort {
    case .bool: .bool(false)
    case .bitVector(let width): TermValue(0, width: width)
    case .array(_, let element): .array(ArrayValue(zero(element)))
    }
  }
}

/// Bits of any width, as a number.
package struct BitVectorValue: Hashable, Sendable {
  package let width: Int
  /// The least significant word first; bits beyond the width are zero.
  package let words: [UInt64]

  /// Those words, cut or filled with zeros to the width.
  package init(words: [UInt64], width: Int) {
    precondition(width > 0)
    var words = Array(words.prefix((width + 63) / 64))
    while words.count * 64 < width { words.append(0) }
    if width % 64 != 0 { words[words.count - 1] &= (1 << UInt64(width % 64)) - 1 }
    self.width = width
    self.words = words
  }

  /// The two's complement of a number, cut or sign-extended to the width.
  package init(_ value: Int128, width: Int) {
    let sign: UInt64 = value < 0 ? .max : 0
    let low = [UInt64(truncatingIfNeeded: value), UInt64(truncatingIfNeeded: value >> 64)]
    self.init(words: (0..<max(2, (width + 63) / 64)).map { $0 < 2 ? low[$0] : sign }, width: width)
  }

  package var isNegative: Bool { bit(width - 1) }

  package func bit(_ index: Int) -> Bool { words[index / 64] >> UInt64(index % 64) & 1 == 1 }

  /// The number without a sign; nil if it does not fit.
  package var unsigned: Int128? {
    guard words.dropFirst(2).allSatisfy({ $0 == 0 }) else { return nil }
    let value = low
    return value >= 0 ? value : nil
  }

  /// The number in two's complement; nil if it does not fit.
  package var signed: Int128? {
    guard isNegative else { return unsigned }
    let extended =
      width % 64 == 0 ? words : words.dropLast() + [words[words.count - 1] | .max << UInt64(width % 64)]
    guard extended.dropFirst(2).allSatisfy({ $0 == .max }) else { return nil }
    let value = extended.count == 1 ? Int128(Int64(bitPattern: extended[0])) : low(of: extended)
    return value < 0 ? value : nil
  }

  private var low: Int128 { low(of: words) }

  private func low(of words: [UInt64]) -> Int128 {
    let high = words.count > 1 ? UInt128(words[1]) << 64 : 0
    return Int128(truncatingIfNeeded: high | UInt128(words[0]))
  }
}

/// A total function given by finitely many exceptions from one element.
///
/// No exception repeats the common element, so that equal functions are equal values while the index sort has more
/// elements than there are exceptions.
package struct ArrayValue: Hashable, Sendable {
  /// The element at every index that is not an exception.
  package let otherwise: TermValue
  package private(set) var exceptions: [TermValue: TermValue] = [:]

  package init(_ otherwise: TermValue) { self.otherwise = otherwise }

  package subscript(index: TermValue) -> TermValue {
    get { exceptions[index] ?? otherwise }
    set { exceptions[index] = newValue == otherwise ? nil : newValue }
  }
}
