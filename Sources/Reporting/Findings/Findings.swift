import Digests

/// Everything that a run says, for reports that other programs read; it computes nothing that the text does not say.
package struct Findings: Hashable, Sendable {
  /// The findings of one check or model, or of whatever else belongs together.
  package struct Group: Hashable, Sendable {
    package var name: String
    /// What the group is in a line, if there is one.
    package var title: String?
    /// One search decides all properties together, so that none has a time of its own.
    package var seconds: Double?
    package var findings: [Finding]

    package init(name: String, title: String? = nil, seconds: Double? = nil, findings: [Finding]) {
      self.name = name
      self.title = title
      self.seconds = seconds
      self.findings = findings
    }

    func count(_ level: Finding.Level) -> Int { findings.count { $0.level == level } }
  }

  package var toolVersion: String
  /// The subcommand.
  package var command: String
  package var groups: [Group]
  /// True if the user ended the run, so that something may be missing.
  package var isInterrupted: Bool

  package init(toolVersion: String, command: String, groups: [Group], isInterrupted: Bool) {
    self.toolVersion = toolVersion
    self.command = command
    self.groups = groups
    self.isInterrupted = isInterrupted
  }

  /// All that is not as it should be or worth a warning, the gravest first.
  var remarks: [Finding] {
    let remarks = groups.flatMap(\.findings).filter { $0.level != .passed }
    return remarks.filter { $0.level != .warning } + remarks.filter { $0.level == .warning }
  }

  /// The remarks, each with a text that stays the same from run to run while lines and traces may change.
  var fingerprintedRemarks: [(finding: Finding, fingerprint: String)] {
    var seen: [String: Int] = [:]
    return remarks.map { finding in
      let identity = [finding.subject, finding.kind.id, finding.property].joined(separator: "\u{0}")
      let number = seen[identity, default: 0]
      seen[identity] = number + 1
      return (finding, SHA256.hash(data: "\(identity)\u{0}\(number)".utf8).hexadecimal)
    }
  }

  /// Files are named as `path` says.
  package func relocated(_ path: (String) -> String) -> Findings {
    var findings = self
    for index in groups.indices {
      findings.groups[index].findings = groups[index].findings.map { $0.relocated(path) }
    }
    return findings
  }
}
