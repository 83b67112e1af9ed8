import Checking
import ExplicitState
import Foundation
import ModelIR
import TestSupport
import Testing

/// Two records that change places in code that a compiler has optimised as far as it can.
@Suite struct OptimisedSwapTests {
  /// Clang 21 mixed them up with `-O3 -march=native`, on machines with AVX; the audit noticed.
  @Test("representatives of a state with two processes are right")
  func shippedModel() async throws {
    let root = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    var text = try String(contentsOf: root.appending(path: "Models/populate_from_faults.m"), encoding: .utf8)
    for (name, value) in [
      ("LEVEL: PMD", "2"), ("PUD_COUNTED: false", "true"), ("FILES: 2", "1"), ("FOLIOS: 2", "1"),
    ] {
      let head = "  \(name);"
      #expect(text.contains(head))
      text = text.replacing(head, with: "  \(name.prefix { $0 != ":" }): \(value);")
    }
    var run = Run(deadlock: .off, symmetry: true, native: NativeOptions(cache: nil))
    run.audit = .sample
    let result = try await run.check(try Run.system(text))
    #expect(result.statistics.complete && result.statistics.successor == "compiled")
    #expect(result.notes.isEmpty)
  }
}
