import ModelIR

/// A value during symbolic execution: a term, and the numbers it lies in wherever it is looked at.
///
/// A truth value is a Bool term. A number is a bit-vector in the representation of its interval: what the interval does
/// not admit can only be seen where the path condition is false.
struct SymbolicValue: Hashable {
  var term: Term
  var low: Value
  var high: Value
  /// What was divided by what, if the value is a quotient.
  var division: Division?

  indirect enum Division: Hashable {
    case quotient(SymbolicValue, SymbolicValue)

    init(of dividend: SymbolicValue, by divisor: SymbolicValue) {
      var (dividend, divisor) = (dividend, divisor)
      (dividend.division, divisor.division) = (nil, nil)
      self = .quotient(dividend, divisor)
    }
  }

  var isTruth: Bool { term.sort == .bool }
  var representation: Representation { Representation(low, high) }

  /// The number, if there is only one.
  var constant: Value? { !isTruth && low == high ? low : nil }
}

/// How numbers of an interval are bit-vectors: unsigned if none is negative, else two's complement.
///
/// Small numbers are just wide enough. Larger ones share one width, in which sums and differences of 64-bit numbers stay
/// exact: solvers see through arithmetic that is not interrupted by extensions.
struct Representation: Hashable {
  let width: Int
  let isSigned: Bool

  init(_ low: Value, _ high: Value) {
    isSigned = low < 0
    let signed = max(Self.signedWidth(low), Self.signedWidth(high))
    let exact = isSigned ? signed : max(signed - 1, 1)
    width = exact > Self.smallWidth && signed <= Self.sharedWidth ? Self.sharedWidth : exact
  }

  private static let smallWidth = 24
  private static let sharedWidth = 80

  var sort: Sort { .bitVector(width) }
  /// Whether it has the width that larger numbers share.
  var isShared: Bool { width == Self.sharedWidth }

  /// The smallest and largest numbers that have the representation.
  var range: ClosedRange<Value> {
    if isSigned {
      let low = Value.min >> Value(128 - width)
      return low...(~low)
    }
    return 0...(Value.max >> Value(127 - width))
  }

  /// The bits of a number in two's complement, its sign among them.
  static func signedWidth(_ value: Value) -> Int {
    129 - (value < 0 ? ~value : value).leadingZeroBitCount
  }
}
