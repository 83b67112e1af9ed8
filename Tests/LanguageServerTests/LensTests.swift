import LanguageServer
import ModelIR
import OrderedJSON
import Testing

/// Verdicts above properties.
@Suite struct LensTests {
  private static let path = "/models/model.m"
  private static let library = "/models/claims.m"
  private static let texts = [
    path: """
    var x: 0..3;
    startstate x := 0; end;
    rule x < 3 ==> x := x + 1; end;
    assume x < 3;
    invariant "small" x < 2;
    include "claims.m";
    """,
    library: "cover \"some\" x = 1;",
  ]

  private static let capabilities = JSON.object([
    "window": .object(["workDoneProgress": .boolean(true)]),
    "workspace": .object(["codeLens": .object(["refreshSupport": .boolean(true)])]),
  ])

  private func command(_ argument: String) -> JSON {
    .object([
      "command": .string("p2pcheck.check"), "arguments": .array([.string("file://\(argument)")]),
    ])
  }

  @Test("a check is asked for, told of, and its verdicts stand above the properties until the text changes")
  func verdicts() throws {
    var editor = Editor(Self.texts, capabilities: Self.capabilities)
    editor.open(Self.path)
    #expect(editor.lenses(Self.path) == ["1 check all", "5 check"])
    #expect(editor.lenses(Self.library) == ["1 check"])
    #expect(editor.checks().isEmpty)
    #expect(editor.ask("workspace/executeCommand", command(Self.path)) == .null)
    let check = try #require(editor.checks().first)
    #expect(check.path == Self.path && check.system.properties.count == 3)
    #expect(editor.lenses(Self.path) == ["1 checking ...", "5 checking ..."])
    // Asked for once more, it is still under way.
    _ = editor.ask("workspace/executeCommand", command(Self.path))
    #expect(editor.checks().isEmpty)
    editor.report(check)
    editor.tell("window/workDoneProgress/cancel", .object(["token": .string("check-\(check.id)")]))
    editor.tell("window/workDoneProgress/cancel", .object(["token": .string("another's")]))
    #expect(editor.cancellations() == [check.id])
    editor.finish(check, [PropertyID(1): "violated after 2 steps", PropertyID(2): "reached after 1 steps"])
    #expect(editor.lenses(Self.path) == ["1 no-deadlock: explored", "5 violated after 2 steps"])
    #expect(editor.lenses(Self.library) == ["1 reached after 1 steps"])
    #expect(
      editor.notices == [
        "window/workDoneProgress/create", "$/progress", "workspace/codeLens/refresh", "$/progress",
        "$/progress", "workspace/codeLens/refresh",
      ])
    editor.change(Self.path, .object(["text": .string((Self.texts[Self.path] ?? "") + "\n")]))
    #expect(editor.lenses(Self.path) == ["1 check all", "5 check"])
  }

  @Test("a check that another has followed says nothing any more")
  func outdated() throws {
    var editor = Editor(Self.texts)
    editor.open(Self.path)
    _ = editor.ask("workspace/executeCommand", command(Self.path))
    let first = try #require(editor.checks().first)
    editor.change(Self.path, .object(["text": .string((Self.texts[Self.path] ?? "") + "\n")]))
    _ = editor.ask("workspace/executeCommand", command(Self.path))
    let second = try #require(editor.checks().first)
    editor.finish(first, [PropertyID(1): "explored"])
    #expect(editor.lenses(Self.path) == ["1 checking ...", "5 checking ..."])
    editor.finish(second, [:])
    #expect(editor.lenses(Self.path) == ["1 no-deadlock: explored", "5 not checked"])
    #expect(editor.notices.isEmpty)
  }

  @Test("nothing is checked of a model with mistakes, of no file, or for another command")
  func refusals() {
    var editor = Editor(["/models/wrong.m": "startstate x := 0; end;\ninvariant true;"])
    editor.open("/models/wrong.m")
    #expect(editor.lenses("/models/wrong.m").isEmpty)
    let answers = [
      editor.ask("workspace/executeCommand", command("/models/wrong.m")),
      editor.ask("workspace/executeCommand", command("/models/nowhere.m")),
      editor.ask("workspace/executeCommand", .object(["command": .string("nonsense")])),
    ]
    #expect(answers.allSatisfy { $0.string?.hasPrefix("error: ") == true })
    #expect(editor.checks().isEmpty)
  }
}
