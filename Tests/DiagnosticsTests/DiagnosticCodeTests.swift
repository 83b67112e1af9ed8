import Diagnostics
import Testing

/// The catalogue of codes.
@Suite struct DiagnosticCodeTests {
  @Test("codes are in order, distinct, and explained", arguments: DiagnosticCode.all)
  func code(_ code: DiagnosticCode) {
    #expect(code.name.hasPrefix("P2P"))
    #expect(!code.summary.isEmpty && !code.summary.hasSuffix("."))
    #expect(code.explanation.count > 30)
    #expect(DiagnosticCode.named(code.name.lowercased()) == code)
  }

  @Test("the list ascends")
  func order() {
    let names = DiagnosticCode.all.map(\.name)
    #expect(names == names.sorted())
    #expect(Set(names).count == names.count)
  }
}
