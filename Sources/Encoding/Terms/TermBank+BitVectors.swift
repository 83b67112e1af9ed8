/// Bit-vectors and arrays.
extension TermBank {
  package func unary(_ operation: Operation, _ term: Term) -> Term {
    let width = width(of: term)
    if let value = term.literal, width <= 127 {
      return bits(operation == .bvneg ? 0 &- value : ~value, width: width)
    }
    if operation == .bvneg, let form = LinearForm(term) { return self.term(form.multiplied(by: -1)) }
    return node(operation, [term], term.sort)
  }

  /// An operation whose result is as wide as its arguments.
  package func binary(_ operation: Operation, _ left: Term, _ right: Term) -> Term {
    precondition(left.sort == right.sort)
    let width = width(of: left)
    if let a = left.literal, let b = right.literal, let value = Self.value(operation, a, b, width) {
      return bits(value, width: width)
    }
    if right.literal == 0 {
      switch operation {
      case .bvadd, .bvsub, .bvor, .bvxor, .bvshl, .bvlshr, .bvashr: return left
      case .bvand, .bvmul: return right
      default: break
      }
    }
    if left.literal == 0 {
      switch operation {
      case .bvadd, .bvor, .bvxor: return right
      case .bvand, .bvmul: return left
      default: break
      }
    }
    return sum(operation, left, right) ?? rewritten(operation, left, right)
      ?? node(operation, [left, right], left.sort)
  }

  /// A sum, a difference or a multiple in the one way it is written; nil for other operations.
  private func sum(_ operation: Operation, _ left: Term, _ right: Term) -> Term? {
    switch operation {
    case .bvadd, .bvsub:
      guard var form = LinearForm(left), let other = LinearForm(right) else { return nil }
      form.add(other, times: operation == .bvadd ? 1 : -1)
      return term(form)
    case .bvmul:
      let (factor, multiplied) = left.literal == nil ? (right, left) : (left, right)
      return factor.literal.flatMap { factor in
        LinearForm(multiplied).map { term($0.multiplied(by: factor)) }
      }
    default: return nil
    }
  }

  /// `bvult`, `bvule`, `bvslt` or `bvsle`.
  package func compare(_ operation: Operation, _ left: Term, _ right: Term) -> Term {
    precondition(left.sort == right.sort)
    let width = width(of: left)
    if left === right { return bool(operation == .bvule || operation == .bvsle) }
    if let a = left.literal, let b = right.literal, width <= 126 {
      let (u, v) = (Self.unsigned(a, width), Self.unsigned(b, width))
      switch operation {
      case .bvult: return bool(u < v)
      case .bvule: return bool(u <= v)
      case .bvslt: return bool(a < b)
      case .bvsle: return bool(a <= b)
      default: preconditionFailure("not a comparison")
      }
    }
    if operation == .bvsle, left.literal == 0, let form = LinearForm(right) { return isNotNegative(form) }
    return node(operation, [left, right], .bool)
  }

  package func extract(_ term: Term, high: Int, low: Int) -> Term {
    let width = width(of: term)
    precondition(0 <= low && low <= high && high < width)
    if low == 0, high == width - 1 { return term }
    if let value = term.literal, width <= 128 { return bits(value >> Int128(low), width: high - low + 1) }
    if low == 0, case .zeroExtend = term.operation, high < self.width(of: term.arguments[0]) {
      return extract(term.arguments[0], high: high, low: 0)
    }
    return node(.extract(high: high, low: low), [term], .bitVector(high - low + 1))
  }

  package func zeroExtend(_ term: Term, by count: Int) -> Term {
    guard count > 0 else { return term }
    let width = width(of: term)
    if let value = term.literal, width <= 126 {
      return bits(Self.unsigned(value, width), width: width + count)
    }
    return node(.zeroExtend(count), [term], .bitVector(width + count))
  }

  package func signExtend(_ term: Term, by count: Int) -> Term {
    guard count > 0 else { return term }
    let width = width(of: term)
    if let value = term.literal { return bits(value, width: width + count) }
    return node(.signExtend(count), [term], .bitVector(width + count))
  }

  package func concat(_ high: Term, _ low: Term) -> Term {
    node(.concat, [high, low], .bitVector(width(of: high) + width(of: low)))
  }

  // MARK: - Arrays

  package func select(_ array: Term, _ index: Term) -> Term {
    guard case .array(let indexSort, let element) = array.sort, indexSort == index.sort else {
      preconditionFailure("not an array, or not its index")
    }
    if array.operation == .constantArray { return array.arguments[0] }
    if array.operation == .store {
      if array.arguments[1] === index { return array.arguments[2] }
      if array.arguments[1].literal != nil, index.literal != nil { return select(array.arguments[0], index) }
    }
    return node(.select, [array, index], element)
  }

  package func store(_ array: Term, _ index: Term, _ element: Term) -> Term {
    precondition(array.sort == .array(index: index.sort, element: element.sort))
    return node(.store, [array, index, element], array.sort)
  }

  package func constantArray(index: Sort, _ element: Term) -> Term {
    node(.constantArray, [element], .array(index: index, element: element.sort))
  }

  // MARK: - Literals

  func width(of term: Term) -> Int {
    guard case .bitVector(let width) = term.sort else { preconditionFailure("not a bit-vector") }
    return width
  }

  /// A signed number as the unsigned one of the same bits.
  static func unsigned(_ value: Int128, _ width: Int) -> Int128 {
    value >= 0 ? value : value + (1 << Int128(width))
  }

  /// What an operation gives on literals, before it is cut to the width; nil where that is not worth folding.
  private static func value(_ operation: Operation, _ a: Int128, _ b: Int128, _ width: Int) -> Int128? {
    guard width <= 126 else { return nil }
    let (u, v) = (unsigned(a, width), unsigned(b, width))
    switch operation {
    case .bvadd: return a &+ b
    case .bvsub: return a &- b
    case .bvmul: return a &* b
    case .bvudiv: return v == 0 ? -1 : u / v
    case .bvurem: return v == 0 ? u : u % v
    case .bvsdiv: return b == 0 ? nil : a / b
    case .bvsrem: return b == 0 ? nil : a % b
    case .bvand: return a & b
    case .bvor: return a | b
    case .bvxor: return a ^ b
    case .bvshl: return v >= Int128(width) ? 0 : a << v
    case .bvlshr: return v >= Int128(width) ? 0 : u >> v
    case .bvashr: return v >= Int128(width) ? (a < 0 ? -1 : 0) : a >> v
    default: return nil
    }
  }
}
