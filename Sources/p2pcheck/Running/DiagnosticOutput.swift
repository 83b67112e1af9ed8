import Diagnostics
import Wording

/// Shows diagnostics on standard error, the first ones in full.
enum DiagnosticOutput {
  private static let mostShown = 50

  static func show(_ diagnostics: [Diagnostic], in sources: SourceMap, ink: Ink) {
    let renderer = SnippetRenderer(sourceMap: sources, colour: ink.isColoured)
    for diagnostic in diagnostics.prefix(mostShown) { Console.warn(renderer.render(diagnostic)) }
    let rest = diagnostics.count - mostShown
    if rest > 0 { Console.warn("and \(Quantity.count(rest, "more diagnostic"))") }
  }
}
