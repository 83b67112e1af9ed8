import OrderedJSON
import Traces

/// Findings as SARIF 2.1.0, the format of code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/.
///
/// Only what is not as it should be, or worth a warning, is a result.
package struct SARIFReport {
  private static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
  /// What relative paths are relative to: the root of the repository.
  private static let root = "%SRCROOT%"

  private let findings: Findings
  /// The kinds that exist always, then the diagnostics that there are.
  private let kinds: [FindingKind]

  package static func text(of findings: Findings, exitCode: Int32) -> String {
    let report = SARIFReport(findings)
    return JSONWriter.text(
      of: .object([
        "$schema": .string(schema),
        "version": .string("2.1.0"),
        "runs": .array([report.run(exitCode)]),
      ]))
  }

  private init(_ findings: Findings) {
    self.findings = findings
    var kinds = FindingKind.all
    for finding in findings.remarks where !kinds.contains(finding.kind) { kinds.append(finding.kind) }
    self.kinds = kinds
  }

  private func run(_ exitCode: Int32) -> JSON {
    .object([
      "tool": .object([
        "driver": .object([
          "name": .string("p2pcheck"),
          "semanticVersion": .string(findings.toolVersion),
          "rules": .array(kinds.map(Self.rule)),
        ])
      ]),
      // Two commands of one commit are two reports.
      "automationDetails": .object(["id": .string("p2pcheck-\(findings.command)/")]),
      "invocations": .array([invocation(exitCode)]),
      "originalUriBaseIds": .object([
        JSON.Member(
          Self.root, .object(["description": Self.message("the root of the repository")]))
      ]),
      "columnKind": .string("unicodeCodePoints"),
      "results": .array(findings.fingerprintedRemarks.map { result($0.finding, $0.fingerprint) }),
    ])
  }

  private func invocation(_ exitCode: Int32) -> JSON {
    let notification = JSON.object([
      "level": .string("error"),
      "message": Self.message("the run was interrupted: something may be missing"),
    ])
    return .object([
      "executionSuccessful": .boolean(!findings.isInterrupted),
      "exitCode": .integer(Int(exitCode)),
      "toolExecutionNotifications": findings.isInterrupted ? .array([notification]) : nil,
    ])
  }

  private static func rule(_ kind: FindingKind) -> JSON {
    .object([
      "id": .string(kind.id),
      "shortDescription": message(kind.summary),
      "fullDescription": message(kind.summary),
      "help": message(kind.help),
      "defaultConfiguration": .object(["level": .string("error")]),
    ])
  }

  private func result(_ finding: Finding, _ fingerprint: String) -> JSON {
    .object([
      "ruleId": .string(finding.kind.id),
      "ruleIndex": kinds.firstIndex(of: finding.kind).map(JSON.integer),
      "level": .string(finding.level == .warning ? "warning" : "error"),
      "message": Self.message("\(finding.subject): \(finding.message)"),
      "locations": .array([Self.location(of: finding)]),
      "relatedLocations": finding.steps.isEmpty
        ? nil : .array(finding.steps.map { Self.location(of: $0, id: $0.number) }),
      "codeFlows": finding.steps.isEmpty ? nil : .array([Self.codeFlow(finding.steps)]),
      "partialFingerprints": .object(["p2pcheckProperty/v2": .string(fingerprint)]),
    ])
  }

  private static func location(of finding: Finding) -> JSON {
    .object([
      "physicalLocation": physicalLocation(finding.place),
      "logicalLocations": .array([
        .object([
          "name": .string(finding.property),
          "fullyQualifiedName": .string("\(finding.subject): \(finding.property)"),
        ])
      ]),
    ])
  }

  private static func location(of step: Finding.Step, id: Int? = nil) -> JSON {
    .object([
      "id": id.map(JSON.integer),
      "physicalLocation": step.place.map(physicalLocation),
      "message": message("step \(step.number): \(step.text)"),
    ])
  }

  private static func codeFlow(_ steps: [Finding.Step]) -> JSON {
    let locations = steps.map { step -> JSON in
      let state = step.changes.map { JSON.Member($0.path, message($0.content)) }
      return .object([
        "location": location(of: step),
        "executionOrder": .integer(step.number),
        "state": state.isEmpty ? nil : .object(state),
      ])
    }
    return .object(["threadFlows": .array([.object(["locations": .array(locations)])])])
  }

  private static func physicalLocation(_ place: SourceSpan) -> JSON {
    let isAbsolute = place.file.hasPrefix("/")
    return .object([
      "artifactLocation": .object([
        "uri": .string((isAbsolute ? "file://" : "") + uri(place.file)),
        "uriBaseId": isAbsolute ? nil : .string(root),
      ]),
      "region": .object([
        "startLine": .integer(place.line), "startColumn": .integer(place.column),
        "endLine": .integer(place.endLine), "endColumn": .integer(place.endColumn),
      ]),
    ])
  }

  /// A path as a part of a URI; without colons, so that its beginning is no scheme.
  private static func uri(_ path: String) -> String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
    return path.utf8.map { byte in
      plain.contains(byte)
        ? String(Unicode.Scalar(byte))
        : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }

  private static func message(_ text: String) -> JSON { .object(["text": .string(text)]) }
}
