import Conformance
import Diagnostics
import ExplicitState
import TestSupport
import Testing

/// Walks of random models are explained, and altered logs judged as by plain enumeration.
@Suite struct RandomLogTests {
  @Test(
    "a walk is explained, whatever is altered is judged rightly", arguments: Amount.loggedModels.hands(4))
  func walks(hand: Amount.Hand) async throws { for seed in hand { try await walk(seed: seed) } }

  private func walk(seed: UInt64) async throws {
    let system = try Run.system(RandomCallModel(seed: seed).text)
    for overlaps in [false, true] {
      let lines = WalkedLog(system, calls: 8, seed: seed &* 31, overlaps: overlaps).lines
      guard !lines.isEmpty else { continue }
      let subject = try ConformanceSubject(system, log: lines.joined(separator: "\n"))
      #expect(subject.diagnostics == [], "seed \(seed)")
      #expect(
        try await subject.firstUnexplainedLine() == nil, "seed \(seed)\n\(lines.joined(separator: "\n"))")
      var random = SplitMix64(seed: seed)
      for _ in 0..<4 {
        let altered = Self.alter(lines, &random).joined(separator: "\n")
        let other = try ConformanceSubject(system, log: altered)
        guard other.diagnostics.isEmpty else { continue }
        let reference = Reference(other.parsed.value, system).firstUnexplainedLine()
        guard reference.isComplete else { continue }
        let found = try await other.firstUnexplainedLine()
        #expect(found == reference.line, "seed \(seed)\n\(altered)")
      }
    }
  }

  /// Another value, a line less, two lines exchanged, something forgotten.
  private static func alter(_ lines: [String], _ random: inout SplitMix64) -> [String] {
    var lines = lines
    let place = Int.random(in: 0..<lines.count, using: &random)
    switch Int.random(in: 0..<7, using: &random) {
    case 0: lines.remove(at: place)
    case 1: lines.swapAt(place, Int.random(in: 0..<lines.count, using: &random))
    case 2: lines[place] = lines[place].replacing("true", with: "false", maxReplacements: 1)
    case 3:
      let values = ["0", "1", "2"]
      let value = values.randomElement(using: &random) ?? "0"
      lines[place] = lines[place].replacing(/"(result|x|z)": [0-2]/) { "\"\($0.1)\": \(value)" }
    case 4:
      lines[place] = lines[place].replacing(/"(actor [01]|ANN|BOB)"/) { name in
        ["actor 0": "\"actor 1\"", "actor 1": "\"actor 0\"", "ANN": "\"BOB\""][name.1] ?? "\"ANN\""
      }
    case 5:
      for line in lines.indices where Bool.random(using: &random) && lines[line].hasPrefix("{\"call\"") {
        lines[line] = lines[line].replacing("{\"call\"", with: "{\"fails\": false, \"call\"")
      }
    default: lines[place] = lines[place].replacing(/, "actor": "[^"]*"/) { _ in "" }
    }
    return lines
  }
}
