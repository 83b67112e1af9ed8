import Foundation
import TestSupport
import Testing

/// The files that others copy or run: the action and the workflows of the manual.
@Suite struct ContinuousIntegrationTests {
  /// Python, if it has the package that knows these schemas.
  private static let python: ForeignTool? = {
    guard let python = ForeignTool("python3") else { return nil }
    let answer = try? ForeignTool.inScratch { try python.run(["-c", "import check_jsonschema"], in: $0) }
    return answer?.status == 0 ? python : nil
  }()

  /// A file with its text and the schema that it is to follow.
  private static let files: [(path: String, text: String, schema: String)] = {
    let manual = (try? SourceTree.text("docs/ci.md")) ?? ""
    let schemas = [
      ".github/workflows/p2pcheck.yml": "vendor.github-workflows", ".gitlab-ci.yml": "vendor.gitlab-ci",
    ]
    let blocks = manual.matches(of: /(?ms)^```yaml (\S+)\n(.*?)^```$/)
    return [("action.yml", (try? SourceTree.text("action.yml")) ?? "", "vendor.github-actions")]
      + blocks.compactMap { block in
        schemas[String(block.1)].map { (String(block.1), String(block.2), $0) }
      }
  }()

  @Test("the action and both workflows are found")
  func filesExist() { #expect(Self.files.count == 3 && Self.files.allSatisfy { !$0.text.isEmpty }) }

  @Test(
    "they follow the schemas of GitHub and GitLab", .enabled(if: python != nil, "no check-jsonschema"),
    arguments: files.indices)
  func schemas(index: Int) throws {
    let file = Self.files[index]
    let python = try #require(Self.python)
    try ForeignTool.inScratch { folder in
      let copy = folder.appending(path: "file.yml").path
      try file.text.write(toFile: copy, atomically: true, encoding: .utf8)
      let answer = try python.run(
        ["-m", "check_jsonschema", "--builtin-schema", file.schema, copy], in: folder)
      #expect(answer.status == 0, "\(file.path): \(answer.output)\(answer.errors)")
    }
  }

  @Test("the manual has a row for every option of reports")
  func options() throws {
    let source = try SourceTree.text("Sources/p2pcheck/Options/ReportOptions.swift")
    let manual = try SourceTree.text("docs/ci.md")
    let names = source.matches(of: /(?m)^  var (\w+): String\?|^  var (\w+) = false/).compactMap {
      $0.1 ?? $0.2
    }
    #expect(names.count == 5)
    for name in names { #expect(manual.contains("| `--\(name)"), "\(name)") }
  }
}
