import Checking
import ModelIR
import Testing
import Traces
import Wording

/// How arrays of small values are drawn when a step changes them.
@Suite struct StripTests {
  private func array(_ values: [Content]) -> Content {
    .array(values.enumerated().map { .init(index: .integer(Value($0.offset)), content: $0.element) })
  }

  private func bits(_ text: String) -> Content { array(text.map { .boolean($0 == "#") }) }

  /// The changes of one variable, as the terminal shows them.
  private func lines(_ old: Content, _ new: Content, view: String? = nil) -> [String] {
    let step = { (contents: [Content]) in
      TraceDocument.Step(
        action: .init(name: "r", arguments: [], subject: .rule(RuleID(0)), actorIndex: nil), source: nil,
        anchor: nil, contents: contents)
    }
    let document = TraceDocument(
      origin: .init(
        toolVersion: "", model: "", digest: "", settings: [], deadlock: .off, claim: "c", source: nil,
        check: nil),
      variables: [.init(name: "x", view: view)], steps: [step([old]), step([new])], ending: .deadlock)
    let lines = TraceText.lines(of: document, ink: Ink(isColoured: false))
    return Array(lines.drop { !$0.hasPrefix("   1") }.dropFirst().dropLast())
  }

  @Test("four small values or more are a strip, with the changed cells marked and named")
  func automatic() {
    #expect(
      lines(bits("......"), bits(".##..#")) == [
        "        x: ...... -> .##..#",
        "                      ^^  ^ 1..2, 5",
      ])
    #expect(lines(bits("..."), bits(".##")) == ["        x[1..2]: false -> true"])
  }

  @Test("numbers stand apart, right-aligned, undefined cells are `?`")
  func numbers() {
    let old = array([.integer(1), .integer(0), .integer(-1), .undefined])
    let new = array([.integer(1), .integer(10), .integer(0), .undefined])
    #expect(
      lines(old, new) == [
        "        x:  1  0 -1  ? ->  1 10  0  ?",
        "                             ^^^^^ 1..2",
      ])
  }

  @Test("owners are the numbers of the processes")
  func owners() {
    let old = array([.symbol("process_0"), .undefined])
    let new = array([.symbol("process_0"), .symbol("process_1")])
    #expect(
      lines(old, new, view: "strip") == [
        "        x: 0 ? -> 0 1",
        "                    ^ 1",
      ])
  }

  @Test("an array that is wider than a line is shown in rows, those that change")
  func rows() {
    let old = String(repeating: ".", count: 200)
    let new = String(repeating: ".", count: 130) + "###" + String(repeating: ".", count: 67)
    #expect(
      lines(bits(old), bits(new)) == [
        "        x[128..191]:",
        "          - " + String(repeating: ".", count: 64),
        "          + ..###" + String(repeating: ".", count: 59),
        "              ^^^ 130..132",
      ])
  }

  @Test("long words are no strip")
  func words() {
    let values = ["IDLE", "WAITING", "IDLE", "IDLE"].map(Content.symbol)
    #expect(
      lines(array(values), array(values.map { _ in .symbol("IDLE") })) == ["        x[1]: WAITING -> IDLE"])
  }
}
