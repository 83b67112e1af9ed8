import OrderedJSON
import Traces

/// Findings as a GitLab code quality report, which merge requests show beside the lines they are about.
package enum GitLabCodeQuality {
  package static func text(of findings: Findings) -> String {
    JSONWriter.text(of: .array(findings.fingerprintedRemarks.map { issue($0.finding, $0.fingerprint) }))
  }

  private static func issue(_ finding: Finding, _ fingerprint: String) -> JSON {
    .object([
      "description": .string("\(finding.subject): \(finding.message)"),
      "check_name": .string(finding.kind.id),
      "fingerprint": .string(fingerprint),
      "severity": .string(severity(of: finding.level)),
      "location": .object([
        "path": .string(finding.place.file),
        "lines": .object(["begin": .integer(finding.place.line), "end": .integer(finding.place.endLine)]),
      ]),
    ])
  }

  private static func severity(of level: Finding.Level) -> String {
    switch level {
    case .passed: "info"
    case .warning: "minor"
    case .failure: "major"
    case .error: "critical"
    }
  }
}
