import Traces

/// Findings as JUnit XML, in the form for which Jenkins' xUnit plugin publishes a schema (`junit-10.xsd`).
///
/// A check or model is a suite, each of its properties a test; what has no verdict is an error, not a failure.
package enum JUnitReport {
  package static func text(of findings: Findings) -> String {
    let suites = findings.groups.map(suite) + (findings.isInterrupted ? [interruption] : [])
    let all = findings.groups.flatMap(\.findings)
    let tag = XMLTag(
      "testsuites",
      [
        "name": "p2pcheck \(findings.command)",
        "tests": "\(all.count { $0.level != .warning } + (findings.isInterrupted ? 1 : 0))",
        "failures": "\(all.count { $0.level == .failure })",
        "errors": "\(all.count { $0.level == .error } + (findings.isInterrupted ? 1 : 0))",
        "time": time(findings.groups.reduce(0) { $0 + ($1.seconds ?? 0) }),
      ], suites.map(XMLTag.Content.tag))
    return tag.document
  }

  private static func suite(_ group: Findings.Group) -> XMLTag {
    let properties: [XMLTag.Content] =
      group.title.map { title in
        let property = XMLTag("property", ["name": "title", "value": title])
        return [.tag(XMLTag("properties", [:], [.tag(property)]))]
      } ?? []
    let tests = group.findings.filter { $0.level != .warning }
    let warnings = group.findings.filter { $0.level == .warning }.map { warning in
      "warning: \(warning.message) (\(warning.place.location))\n"
    }
    let output: [XMLTag.Content] =
      warnings.isEmpty ? [] : [.tag(XMLTag("system-out", [:], [.text(warnings.joined())]))]
    return XMLTag(
      "testsuite",
      [
        "name": group.name, "tests": "\(tests.count)", "failures": "\(group.count(.failure))",
        "errors": "\(group.count(.error))", "skipped": "0", "time": group.seconds.map(time),
      ], properties + tests.map { .tag(test($0, in: group)) } + output)
  }

  private static func test(_ finding: Finding, in group: Findings.Group) -> XMLTag {
    let contents: [XMLTag.Content] =
      switch finding.level {
      case .passed: [.tag(XMLTag("system-out", [:], [.text(finding.message)]))]
      case .warning: []
      case .failure: [.tag(complaint("failure", finding))]
      case .error: [.tag(complaint("error", finding))]
      }
    return XMLTag("testcase", ["name": finding.property, "classname": group.name], contents)
  }

  private static func complaint(_ name: String, _ finding: Finding) -> XMLTag {
    let details = finding.details.isEmpty ? [] : [""] + finding.details
    let text = ([finding.message, finding.place.location] + details).joined(separator: "\n")
    return XMLTag(name, ["type": finding.kind.id, "message": finding.message], [.text(text)])
  }

  private static var interruption: XMLTag {
    let error = XMLTag("error", ["type": "interrupted", "message": "the run was interrupted"])
    let test = XMLTag("testcase", ["name": "interrupted", "classname": "p2pcheck"], [.tag(error)])
    return XMLTag(
      "testsuite", ["name": "p2pcheck", "tests": "1", "failures": "0", "errors": "1", "skipped": "0"],
      [.tag(test)])
  }

  /// Seconds with three decimals.
  private static func time(_ seconds: Double) -> String {
    let thousandths = "\(Int((seconds * 1000).rounded()))"
    let digits = String(repeating: "0", count: max(0, 4 - thousandths.count)) + thousandths
    return "\(digits.dropLast(3)).\(digits.suffix(3))"
  }
}
