import ModelIR
import Murphi
import Testing

/// Precedence, associativity and the meaning of ambiguous operators.
///
/// Variables: x v0, y v1, b v2, c v3.
@Suite struct ExpressionTests {
  @Test(
    "operators bind as documented",
    arguments: [
      ("b", "!x = y", "(not (v0 equal v1))"),
      ("b", "b | b && b", "((v2 or v2) and v2)"),
      ("b", "b || b & b", "(v2 or (v2 and v2))"),
      ("b", "b -> b || b", "(v2 implies (v2 or v2))"),
      ("b", "x = 1 ? b : x < y", "((v0 equal 1) ? v2 : (v0 less v1))"),
      ("b", "b = !b & b", "((v2 equal (not v2)) and v2)"),
      ("x", "x + 1 << 1", "((v0 add 1) shiftLeft 1)"),
      ("x", "x - y - 1", "((v0 subtract v1) subtract 1)"),
      ("x", "-x * y", "((negate v0) multiply v1)"),
      ("x", "x & y | 1 ^ x", "((v0 bitAnd v1) bitOr (1 bitXor v0))"),
      ("x", "~x & 3", "((complement v0) bitAnd 3)"),
      ("x", "x ÷ y × 2 − +1", "(((v0 divide v1) multiply 2) subtract 1)"),
      ("b", "x ≠ y ∧ b ∨ ¬b", "(((v0 notEqual v1) and v2) or (not v2))"),
      ("b", "x == 0x10", "(v0 equal 16)"),
      ("b", "x = 010", "(v0 equal 8)"),
      ("b", "r = r", "(v6 same v6)"),
      ("b", "∀ i: small do i >= x end", "(forall (l0 greaterOrEqual v0))"),
    ])
  func precedence(target: String, text: String, shape: String) {
    #expect(lowered(target, text)?.shape == shape)
  }

  @Test("constants are folded, but nothing that may fail is dropped")
  func folding() {
    #expect(lowered("x", "N - 1")?.shape == "2")
    #expect(lowered("b", "true & N = 3")?.shape == "1")
    #expect(lowered("b", "false & x = 1")?.shape == "0")
    #expect(lowered("x", "0 * x")?.shape == "(0 multiply v0)")
    #expect(lowered("x", "1 / 0")?.shape == "(1 divide 0)")
    #expect(errors("var x: 0..(0 * N); const N: 3; startstate x := 0; end;") == ["P2P201"])
    #expect(errors("const N: 3; var x: 0..N; y: 0..0 * 5; startstate x := 0; end;").isEmpty)
  }

  @Test("a long sum keeps its value in a shallow tree")
  func longChains() throws {
    let signs = (0..<1_000).map { $0 % 3 == 2 ? " - " : " + " }
    let value = try #require(lowered("x", "x" + signs.map { "\($0)y" }.joined()))
    #expect(value.depth < 20)
    #expect(value.coefficient(of: "v1") == signs.reduce(0) { $0 + ($1 == " + " ? 1 : -1) })
  }

  @Test(
    "what is not associative cannot be chained",
    arguments: ["x = y = 1", "x < y < 1", "b -> b -> b", "b ? b : b ? b : b"])
  func chains(text: String) {
    #expect(errors(model(statement: "b := \(text);")) == ["P2P106"])
  }
}
