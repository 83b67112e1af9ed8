import Foundation
import OrderedJSON
import Reporting
import TestSupport
import Testing
import Traces

/// Reports for continuous integration: word for word, and by what is published about their formats.
@Suite struct FindingsTests {
  private static let all = [SampleReport.findings, SampleReport.nothingWrong]

  private static func sarif(_ findings: Findings) -> String { SARIFReport.text(of: findings, exitCode: 1) }

  @Test("as JUnit XML")
  func junit() throws {
    try Golden.check(JUnitReport.text(of: SampleReport.findings), against: "report.junit.xml")
  }

  @Test("as SARIF")
  func sarif() throws { try Golden.check(Self.sarif(SampleReport.findings), against: "report.sarif") }

  @Test("as GitHub annotations")
  func github() throws {
    let lines = GitHubAnnotations.lines(of: SampleReport.findings)
    try Golden.check(lines.map { $0 + "\n" }.joined(), against: "report.github.txt")
  }

  @Test("as a GitLab code quality report")
  func gitlab() throws {
    try Golden.check(GitLabCodeQuality.text(of: SampleReport.findings), against: "report.gitlab.json")
  }

  @Test("an expected violation is a pass, and nothing for those who look for trouble")
  func expected() {
    #expect(
      JUnitReport.text(of: SampleReport.nothingWrong).contains("tests=\"3\" failures=\"0\" errors=\"0\""))
    #expect(Self.sarif(SampleReport.nothingWrong).contains("\"results\": []"))
    #expect(GitHubAnnotations.lines(of: SampleReport.nothingWrong).isEmpty)
    #expect(GitLabCodeQuality.text(of: SampleReport.nothingWrong) == "[]\n")
  }

  @Test("JUnit XML is what Jenkins' schema allows", arguments: all)
  func junitRules(findings: Findings) throws {
    #expect(try JUnitRules.objections(to: Data(JUnitReport.text(of: findings).utf8)) == [])
  }

  @Test("SARIF is what the standard allows", arguments: all)
  func sarifRules(findings: Findings) throws {
    #expect(SARIFRules.objections(to: try JSONParser.parse(Array(Self.sarif(findings).utf8))) == [])
  }

  @Test("the GitLab report has what GitLab's manual asks for, and no fingerprint twice", arguments: all)
  func gitlabRules(findings: Findings) throws {
    let json = try JSONParser.parse(Array(GitLabCodeQuality.text(of: findings).utf8))
    #expect(GitLabRules.objections(to: json) == [])
  }

  @Test("an annotation is one line that GitHub reads back as it was meant")
  func annotations() throws {
    let lines = GitHubAnnotations.lines(of: SampleReport.findings)
    for line in lines {
      #expect(line.wholeMatch(of: /::(error|warning)( [a-zA-Z]+=[^:]*)?::[^\r\n]*/) != nil)
    }
    let nasty = try #require(lines.first { $0.contains("bounded 3") })
    #expect(nasty.contains("%25d<e>") && nasty.contains("%0Aj"))
  }

  @Test("fingerprints do not depend on lines, traces or times")
  func fingerprints() throws {
    func fingerprints(_ findings: Findings) throws -> [JSON?] {
      try JSONParser.parse(Array(GitLabCodeQuality.text(of: findings).utf8)).elements?
        .map { $0["fingerprint"] } ?? []
    }
    var moved = SampleReport.findings
    for group in moved.groups.indices {
      for index in moved.groups[group].findings.indices {
        moved.groups[group].findings[index].place.line += 7
        moved.groups[group].findings[index].steps = []
      }
    }
    #expect(try fingerprints(moved) == fingerprints(SampleReport.findings))
  }

  // MARK: - By the schemas themselves, for those who have them

  @Test(
    "SARIF by its schema, and a report without version not",
    .enabled(
      if: hasSchema, "the Python packages jsonschema and schemastore, with the schema, are not installed"))
  func sarifSchema() throws {
    for findings in Self.all {
      let report = Self.sarif(findings)
      #expect(try Self.objection(to: report).isEmpty)
      #expect(try Self.objection(to: report.replacing("\"version\"", with: "\"edition\"")) != "")
    }
  }

  /// Finds OASIS' schema among those of schemastore.org, which are not ours to ship.
  private static let schema = """
    import json, jsonschema, pathlib, schemastore, sqlite3, sys
    name = b"sarif-spec/master/Schemata/sarif-schema-2.1.0.json"
    file = pathlib.Path(schemastore.__file__).parent / "cache.sqlite"
    copies = sqlite3.connect(f"file:{file}?mode=ro", uri=True).execute("select value from responses")
    text = next(copy for (copy,) in copies if name in copy.partition(b'"$id"')[2][:200])
    schema = json.JSONDecoder().raw_decode(text[text.index(b"{"):].decode(errors="replace"))[0]

    """

  private static let hasSchema =
    (try? ForeignTool.inScratch { folder in
      try ForeignTool("python3")?.run(["-c", schema], in: folder).status == 0
    }) ?? false

  /// What the schema has against a report.
  private static func objection(to report: String) throws -> String {
    let validation =
      "jsonschema.validators.validator_for(schema)(schema).validate(json.load(open(sys.argv[1])))"
    return try ForeignTool.inScratch { folder in
      let file = folder.appending(path: "report.sarif").path
      try report.write(toFile: file, atomically: true, encoding: .utf8)
      let answer = try #require(ForeignTool("python3")).run(["-c", schema + validation, file], in: folder)
      return answer.status == 0 ? "" : answer.errors
    }
  }

  @Test(
    "JUnit XML by Jenkins' schema, and a suite without name not",
    .enabled(
      if: ForeignTool("xmllint") != nil && FileManager.default.fileExists(atPath: junitSchema),
      "xmllint or the schema is not there: .ci/deps gets them"))
  func junitBySchema() throws {
    let xmllint = try #require(ForeignTool("xmllint"))
    func status(_ report: String) throws -> Int32 {
      try ForeignTool.inScratch { folder in
        let file = folder.appending(path: "report.xml").path
        try report.write(toFile: file, atomically: true, encoding: .utf8)
        return try xmllint.run(["--noout", "--schema", Self.junitSchema, file], in: folder).status
      }
    }
    for findings in Self.all {
      let report = JUnitReport.text(of: findings)
      #expect(try status(report) == 0)
      #expect(try status(report.replacing("<testsuite name=", with: "<testsuite label=")) != 0)
    }
  }

  private static let junitSchema = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../.build/junit-10.xsd").standardizedFileURL.path
}

extension Findings: CustomTestStringConvertible {
  package var testDescription: String { "\(groups.count) groups of \(command)" }
}
