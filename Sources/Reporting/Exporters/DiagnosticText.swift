package import Diagnostics

/// A diagnostic for a terminal: the sentence, the place, the line with carets, and what to do.
package enum DiagnosticText {
  package static func lines(of diagnostic: Diagnostic, in sources: SourceMap, ink: Ink) -> [String] {
    let style: Ink.Style =
      switch diagnostic.severity {
      case .error: .bad
      case .warning: .doubtful
      case .note: .dim
      }
    let heading = "\(diagnostic.severity.rawValue)[\(diagnostic.code.name)]"
    var lines = ["\(ink(style, heading)): \(ink(.strong, diagnostic.message))"]
    lines += snippet(of: diagnostic.range, in: sources, ink: ink)
    for label in diagnostic.labels {
      lines.append("  \(label.message):")
      lines += snippet(of: label.range, in: sources, ink: ink)
    }
    if let help = diagnostic.help { lines.append("  help: \(help)") }
    return lines
  }

  private static func snippet(of range: SourceRange, in sources: SourceMap, ink: Ink) -> [String] {
    let span = SourceSpan(range, in: sources, excerpt: true)
    return [ink(.dim, "  --> \(span.location)")] + span.snippet(ink).map { "  " + $0 }
  }
}
