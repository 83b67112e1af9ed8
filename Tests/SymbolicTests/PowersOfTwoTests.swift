import Encoding
import TestSupport
import Testing
import Z3

/// Terms with powers of two are rewritten; the same terms with constants that equal those powers are not.
@Suite struct PowersOfTwoTests {
  /// What terms are made of.
  private struct Atoms {
    let bank: TermBank
    let width: Int
    /// The power, and another one.
    var powers: [Term]
    var numbers: [Term]
    var exponents: [Term]
    var condition: Term

    func bits(_ value: Int128) -> Term { bank.bits(value, width: width) }
    func make(_ operation: Encoding.Operation, _ a: Term, _ b: Term) -> Term { bank.binary(operation, a, b) }
    var p: Term { powers[0] }
    var x: Term { numbers[0] }
    var y: Term { numbers[1] }
    var mask: Term { make(.bvsub, p, bits(1)) }
    var rest: Term { make(.bvurem, x, p) }
    var quotient: Term { make(.bvudiv, x, p) }

    /// Each is rewritten in some way.
    var terms: [Term] {
      let wide = bank.zeroExtend(p, by: 3)
      let twice = make(.bvmul, bits(2), p)
      let cut = bank.extract(p, high: width - 2, low: 0)
      let choice = bank.ite(condition, p, powers[1])
      return [
        rest, quotient, make(.bvmul, x, p), make(.bvmul, p, x), make(.bvmul, quotient, p),
        make(.bvurem, make(.bvadd, x, p), p), make(.bvurem, make(.bvsub, x, rest), p),
        make(.bvurem, make(.bvadd, x, make(.bvmul, y, p)), p), make(.bvmul, make(.bvadd, x, y), p),
        make(.bvmul, make(.bvadd, x, bits(3)), p), make(.bvurem, make(.bvadd, rest, y), p),
        make(.bvudiv, make(.bvsub, x, rest), p), make(.bvudiv, rest, p), make(.bvand, p, mask),
        make(.bvurem, make(.bvsub, make(.bvadd, x, make(.bvmul, bits(3), p)), bits(1)), p),
        make(.bvmul, p, powers[1]), make(.bvurem, p, powers[1]), make(.bvudiv, p, powers[1]),
        make(.bvand, make(.bvadd, x, make(.bvmul, p, powers[1])), mask), make(.bvand, mask, mask),
        make(.bvurem, x, twice), make(.bvudiv, x, make(.bvmul, bits(4), p)), make(.bvmul, x, twice),
        make(.bvudiv, p, bits(2)), make(.bvurem, x, make(.bvudiv, p, bits(2))),
        make(.bvand, twice, make(.bvsub, twice, bits(1))),
        make(.bvurem, make(.bvadd, x, make(.bvmul, bits(6), p)), twice),
        make(.bvurem, make(.bvadd, x, p), twice),
        make(.bvurem, x, choice), make(.bvudiv, x, choice), make(.bvmul, x, choice),
        bank.binary(.bvurem, bank.zeroExtend(x, by: 3), wide),
        bank.binary(.bvudiv, bank.zeroExtend(x, by: 3), wide),
        bank.binary(.bvmul, bank.zeroExtend(x, by: 3), wide),
        bank.binary(.bvurem, bank.extract(x, high: width - 2, low: 0), cut),
        bank.binary(.bvudiv, bank.extract(x, high: width - 2, low: 0), cut),
        bank.binary(.bvmul, bank.extract(x, high: width - 2, low: 0), cut),
      ]
    }

    var questions: [Term] {
      [rest, make(.bvsub, mask, rest), make(.bvsub, x, rest), make(.bvsub, rest, mask)].map {
        bank.compare(.bvsle, bits(0), $0)
      } + [bank.equal(p, powers[1]), bank.equal(p, bits(0)), bank.equal(bits(5), p)]
        + [0, 1, 2].map { bank.equal(p, bits(1 << $0)) }
    }
  }

  private static func atoms(_ bank: TermBank, _ width: Int, powers: [Term]) -> Atoms {
    Atoms(
      bank: bank, width: width, powers: powers,
      numbers: ["x", "y"].map { bank.constant($0, .bitVector(width)) },
      exponents: ["m", "n"].map { bank.constant($0, .bitVector(width)) }, condition: bank.constant("c", .bool)
    )
  }

  private static func expect(_ formula: Term, because premises: [Term], _ name: String) throws {
    let solver = try Solver(Z3Context())
    solver.limits.milliseconds = 60_000
    try solver.add(premises)
    try solver.add(formula)
    #expect(try solver.check().isUnsatisfiable, "\(name)")
  }

  /// The rewritten terms, those that are not, and what makes them equal.
  private static func pairs(_ bank: TermBank, _ width: Int, exponents: [Term], literal: Int128? = nil) -> (
    pairs: [(Term, Term)], premises: [Term]
  ) {
    let one = bank.bits(1, width: width)
    var powers = exponents.map { bank.binary(.bvshl, one, $0) }
    if let literal { powers[0] = bank.bits(literal, width: width) }
    let plain = ["p", "q"].map { bank.constant($0, .bitVector(width)) }
    let (left, right) = (atoms(bank, width, powers: powers), atoms(bank, width, powers: plain))
    return (
      Array(zip(left.terms + left.questions, right.terms + right.questions)),
      zip(plain, powers).map { bank.equal($0, $1) }
    )
  }

  @Test("are equal to what they were, as Z3 proves of all numbers", arguments: [2, 3, 4, 5, 6])
  func proved(width: Int) throws {
    let bank = TermBank()
    let sort = Sort.bitVector(width)
    let free = ["m", "n"].map { bank.constant($0, sort) }
    var cases = [free]
    if width > 3 {
      // Too few exponents for the power to be zero.
      cases.append(
        ["small m", "small n"].map { bank.zeroExtend(bank.constant($0, .bitVector(2)), by: width - 2) })
    }
    for exponents in cases {
      let (pairs, premises) = Self.pairs(bank, width, exponents: exponents)
      for (number, pair) in pairs.enumerated() {
        try Self.expect(
          bank.not(bank.equal(pair.0, pair.1)), because: premises, "width \(width), term \(number)")
      }
    }
  }

  @Test("with literal powers of wide numbers too", arguments: [1, 2, 64, 4096] as [Int128])
  func literals(power: Int128) throws {
    let bank = TermBank()
    let exponents = ["m", "n"].map { bank.constant($0, .bitVector(26)) }
    let (pairs, premises) = Self.pairs(bank, 26, exponents: exponents, literal: power)
    // What has the other power in it as well is proved at small widths.
    for (number, pair) in pairs.prefix(12).enumerated() {
      try Self.expect(bank.not(bank.equal(pair.0, pair.1)), because: premises, "\(power), term \(number)")
    }
  }

  @Test("random ones have the values they had", arguments: [4, 5, 8, 25, 64, 80, 126])
  func random(width: Int) {
    for seed in 0..<UInt64(400) {
      let bank = TermBank()
      var random = SplitMix64(seed: seed &* 131 &+ UInt64(width))
      let counts = (0..<2).map { _ in Int128(random.next() % UInt64(width + 2)) }
      let constants = ["m", "n"].map { bank.constant($0, .bitVector(width)) }
      let plain = ["p", "q"].map { bank.constant($0, .bitVector(width)) }
      var values: [Term: TermValue] = [:]
      for (index, count) in counts.enumerated() {
        values[constants[index]] = .bits(BitVector(count, width: width))
        let power =
          count < Int128(width) ? BitVector(Int128(1) << count, width: width) : BitVector(0, width: width)
        values[plain[index]] = .bits(power)
      }
      for name in ["x", "y"] {
        let number =
          random.chance(50) ? Int128(random.next() % 16) : Int128(random.next()) << 60 ^ Int128(random.next())
        values[bank.constant(name, .bitVector(width))] = .bits(BitVector(number, width: width))
      }
      let powers = constants.map { bank.binary(.bvshl, bank.bits(1, width: width), $0) }
      var evaluator = TermEvaluator(values)
      let terms = [powers, plain].map { powers in
        Self.random(Self.atoms(bank, width, powers: powers), seed: seed)
      }
      #expect(evaluator.value(of: terms[0]) == evaluator.value(of: terms[1]), "width \(width), seed \(seed)")
    }
  }

  private static func random(_ atoms: Atoms, seed: UInt64) -> Term {
    var random = SplitMix64(seed: seed &+ 77)
    var pool = atoms.numbers + atoms.powers + [atoms.mask, atoms.rest, atoms.bits(3)]
    let operations: [Encoding.Operation] = [
      .bvadd, .bvsub, .bvadd, .bvsub, .bvmul, .bvmul, .bvurem, .bvurem, .bvudiv, .bvudiv, .bvand,
    ]
    for _ in 0..<9 {
      let left = pool[Int(random.next() % UInt64(pool.count))]
      let other = pool[Int(random.next() % UInt64(pool.count))]
      let right = random.chance(60) ? atoms.powers[Int(random.next() % 2)] : other
      switch random.next() % 8 {
      case 0: pool.append(atoms.bank.ite(atoms.bank.equal(left, right), other, left))
      case 1: pool.append(atoms.make(.bvand, left, random.chance(50) ? atoms.mask : right))
      case 2: pool.append(atoms.make(random.chance(50) ? .bvshl : .bvlshr, left, atoms.exponents[0]))
      default: pool.append(atoms.make(operations[Int(random.next() % 11)], left, right))
      }
    }
    return pool.suffix(4).reduce(atoms.x) { atoms.make(.bvxor, $0, $1) }
  }
}
