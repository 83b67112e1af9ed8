/// The linear relations between the columns of a table of numbers: a basis of all that hold in every row.
///
/// Calculated modulo a prime, so that nothing overflows; what has no small factors is left out. A relation may then hold
/// by chance only: it is a guess.
struct LinearRelations {
  /// Each relation as factors by column; the sum of factors times numbers is zero.
  private(set) var relations: [[Int]] = []

  private static let prime: Int64 = (1 << 31) - 1
  private static let maximumFactor: Int64 = 8
  private static let maximumDenominator: Int64 = 4

  init(_ rows: [[Int128]], columns: Int) {
    var basis: [(pivot: Int, row: [Int64])] = []
    for row in rows where basis.count < columns {
      Self.insert(row.map { Self.reduced(Int64($0 % Int128(Self.prime))) }, into: &basis)
    }
    let pivots = Set(basis.map(\.pivot))
    for free in 0..<columns where !pivots.contains(free) {
      var factors = Array(repeating: Int64(0), count: columns)
      factors[free] = 1
      for (pivot, row) in basis { factors[pivot] = Self.reduced(-row[free]) }
      if let small = Self.small(factors) { relations.append(small) }
    }
  }

  /// Keeps the basis in reduced form: each pivot is one in its own row and zero in the others.
  private static func insert(_ row: [Int64], into basis: inout [(pivot: Int, row: [Int64])]) {
    var row = row
    for (pivot, other) in basis where row[pivot] != 0 { subtract(other, times: row[pivot], from: &row) }
    guard let pivot = row.firstIndex(where: { $0 != 0 }) else { return }
    let inverse = power(row[pivot], prime - 2)
    for column in row.indices { row[column] = reduced(row[column] * inverse) }
    for index in basis.indices where basis[index].row[pivot] != 0 {
      subtract(row, times: basis[index].row[pivot], from: &basis[index].row)
    }
    basis.append((pivot, row))
  }

  private static func subtract(_ other: [Int64], times factor: Int64, from row: inout [Int64]) {
    for column in row.indices { row[column] = reduced(row[column] - reduced(other[column] * factor)) }
  }

  private static func reduced(_ number: Int64) -> Int64 {
    let rest = number % prime
    return rest < 0 ? rest + prime : rest
  }

  private static func power(_ base: Int64, _ exponent: Int64) -> Int64 {
    var (result, square, rest) = (Int64(1), base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = reduced(result * square) }
      square = reduced(square * square)
      rest >>= 1
    }
    return result
  }

  /// The factors as small integers, after multiplication by a denominator; nil if there is none.
  private static func small(_ factors: [Int64]) -> [Int]? {
    for denominator in 1...maximumDenominator {
      let multiples = factors.map { factor in
        let multiple = reduced(factor * denominator)
        return multiple > prime / 2 ? multiple - prime : multiple
      }
      if multiples.allSatisfy({ $0.magnitude <= maximumFactor }) { return multiples.map(Int.init) }
    }
    return nil
  }
}
