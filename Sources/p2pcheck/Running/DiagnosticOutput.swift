import Diagnostics
import Reporting

/// Shows diagnostics on standard error, the first ones in full.
enum DiagnosticOutput {
  private static let mostShown = 50

  static func show(_ diagnostics: [Diagnostic], in sources: SourceMap, ink: Ink) {
    for diagnostic in diagnostics.prefix(mostShown) {
      Console.warn(DiagnosticText.lines(of: diagnostic, in: sources, ink: ink).joined(separator: "\n") + "\n")
    }
    let rest = diagnostics.count - mostShown
    if rest > 0 { Console.warn("and \(Quantity.count(rest, "more diagnostic"))") }
  }
}
