import Traces

/// Findings as workflow commands of GitHub Actions, which shows them beside the lines they are about.
package enum GitHubAnnotations {
  /// Errors first: of each kind GitHub shows ten.
  package static func lines(of findings: Findings) -> [String] {
    findings.remarks.map(line)
      + (findings.isInterrupted ? ["::error::the run was interrupted: something may be missing"] : [])
  }

  private static func line(_ finding: Finding) -> String {
    let place = finding.place
    var properties = ["file=\(property(place.file))", "line=\(place.line)", "endLine=\(place.endLine)"]
    // Columns are only understood within a line.
    if place.line == place.endLine, place.endColumn > place.column {
      properties += ["col=\(place.column)", "endColumn=\(place.endColumn)"]
    }
    properties.append("title=\(property("\(finding.subject): \(finding.property)"))")
    let command = finding.level == .warning ? "warning" : "error"
    let text = [finding.message] + finding.steps.map { "\($0.number)  \($0.text)" }
    return "::\(command) \(properties.joined(separator: ","))::\(data(text.joined(separator: "\n")))"
  }

  private static func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
