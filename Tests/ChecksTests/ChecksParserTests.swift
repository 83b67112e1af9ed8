import Checking
import Checks
import Diagnostics
import Testing

/// How a file of checks is read, apart from what its models make of it.
@Suite struct ChecksParserTests {
  private static func parse(_ text: String) -> Parsed<ChecksFile> {
    let file = SourceFile(name: "checks.yml", text: text)
    var sources = SourceMap()
    return ChecksParser.parse(file, id: sources.add(file), folder: "Models")
  }

  @Test("what a check says")
  func everything() throws {
    let parsed = Self.parse(
      """
      - id: one
        title: The first
        model: a/b.m
        set: {N: 3, BROKEN: [false, true]}
        engine: prove
        deadlock: stuck
        symmetry: off
        failures-end-runs: true
        max-depth: 7
        memory: 2G
        timeout: 5m
        jobs: 3
        expect: {"p": violated, "q": bounded 4}
        never-fires: ["r"]
        vacuous: ["v"]
      """)
    #expect(parsed.diagnostics.map(\.message) == [])
    let check = try #require(parsed.value.checks.first)
    #expect(check.identity == CheckIdentity(id: "one", title: "The first"))
    #expect(check.model == "Models/a/b.m" && check.modelAsWritten == "a/b.m")
    #expect(
      check.settings == [
        ConstantValues(name: "N", values: ["3"]),
        ConstantValues(name: "BROKEN", values: ["false", "true"]),
      ])
    #expect(check.engine == .prove && check.deadlock == .stuck && !check.symmetry && check.failuresEndRuns)
    #expect(check.maximumDepth == 7 && check.jobs == 3)
    #expect(check.memory?.bytes == 2 << 30 && check.timeout?.duration == .seconds(300))
    #expect(check.expected.map(\.property.name) == ["p", "q"])
    #expect(check.expected.map { $0.verdict { _ in nil } } == [.exactly(.violated), .exactly(.bounded(4))])
    #expect(check.neverFires.map(\.name) == ["r"] && check.vacuous.map(\.name) == ["v"])
  }

  @Test("a check has what its family says, and says otherwise")
  func families() throws {
    let parsed = Self.parse(
      """
      - family: all
        model: m.m
        deadlock: stuck
        expect: {"p": violated, "q": violated}
        never-fires: ["r", "s"]
      - id: one
        family: all
        expect: {"q": holds}
        fires: ["s"]
      """)
    #expect(parsed.diagnostics.map(\.message) == [])
    let check = try #require(parsed.value.checks.first)
    #expect(check.family == "all" && check.model == "Models/m.m" && check.deadlock == .stuck)
    #expect(
      Dictionary(uniqueKeysWithValues: check.expected.map { ($0.property.name, $0.verdict { _ in nil }) })
        == ["p": .exactly(.violated), "q": .holds])
    #expect(check.neverFires.map(\.name) == ["r"] && check.fires.map(\.name) == ["s"])
    #expect(parsed.value.checks(of: parsed.value.families[0]).count == 1)
  }

  @Test("a verdict may depend on constants")
  func conditions() throws {
    let parsed = Self.parse(
      """
      - id: one
        model: m.m
        set: {N: [1, 2, 3]}
        expect: {"p": {violated: {N: 1}, unknown: [{N: 2}]}}
      """)
    #expect(parsed.diagnostics.map(\.message) == [])
    let expected = try #require(parsed.value.checks.first?.expected.first)
    #expect(expected.verdict { _ in "1" } == .exactly(.violated))
    #expect(expected.verdict { _ in "2" } == .exactly(.unknown))
    #expect(expected.verdict { _ in "3" } == nil)
  }

  @Test(
    "a mistake is a diagnostic at its place",
    arguments: [
      ("- id: a\n", 1), ("- id: a\n  model: m.m\n  engine: fast\n", 3),
      ("- id: a\n  model: m.m\n  memory: much\n", 3),
      ("- id: a\n  model: m.m\n  timeout: 0\n", 3), ("- id: a\n  model: m.m\n  expect: {p: maybe}\n", 3),
      ("- id: a\n  model: m.m\n  colour: red\n", 3),
      ("- id: a\n  model: m.m\n- id: A\n  model: m.m\n", 3),
      ("- id: ../a\n  model: m.m\n", 1), ("- id: a\n  family: nobody\n", 2), ("- id: [\n", 2), ("hello", 1),
    ])
  func mistakes(text: String, line: Int) throws {
    let parsed = Self.parse(text)
    let diagnostic = try #require(parsed.diagnostics.first { $0.severity == .error })
    let file = SourceFile(name: "checks.yml", text: text)
    #expect(file.position(of: diagnostic.range.start).line == line, "\(diagnostic.message)")
  }

  // MARK: - Values

  @Test(
    "sizes of memory",
    arguments: [
      ("1", 1), ("64M", 64 << 20), ("2g", 2 << 30), ("500KiB", 500 << 10), ("1TB", 1 << 40), ("0", nil),
      ("-1", nil),
      ("M", nil), ("1.5G", nil), ("99999999999T", nil), ("", nil), ("1X", nil),
    ] as [(String, Int?)])
  func memory(text: String, bytes: Int?) { #expect(MemorySize(argument: text)?.bytes == bytes) }

  @Test(
    "durations",
    arguments: [
      ("30s", 30_000), ("500ms", 500), ("2m", 120_000), ("1h", 3_600_000), ("7", 7000), ("0s", nil),
      ("s", nil), ("1.5s", nil),
      ("1d", nil), ("99999999999", nil), ("", nil), ("-3", nil),
    ] as [(String, Int?)])
  func time(text: String, milliseconds: Int?) {
    #expect(TimeSpan(argument: text)?.duration == milliseconds.map { .milliseconds($0) })
  }
}
