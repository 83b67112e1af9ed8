import LanguageServer
import OrderedJSON
import Testing

/// What an editor is answered.
@Suite struct LanguageServerTests {
  private static let main = "/models/pool.m"
  private static let library = "/models/lib/pages.m"

  private static let texts = [
    main: """
    const PAGES: 2; -- how many there are
    include "lib/pages.m";
    type owner: enum { NOBODY, SOMEBODY };
    var
      -- What the pool has.
      -- Two lines of it.
      pool: record free: array [page] of boolean; who: owner; end;
      spare: page;
    startstate "empty"
      for p: page do pool.free[p] := true end;
      pool.who := NOBODY;
    end;
    ruleset p: page do
      rule "𝄞 take" pool.free[p] & !isTaken(p) ==>
        var old: boolean;
      begin
        old := pool.free[p]; pool.free[p] := false; pool.who := SOMEBODY;
      end;
    end;
    invariant "by" pool.who = NOBODY | exists p: page do !pool.free[p] end;
    """,
    library: """
    type page: 0..PAGES - 1;
    /* Whether somebody has it. */
    function isTaken(p: page): boolean;
    begin return p = PAGES; end;
    """,
    "/models/other.m": """
    const PAGES: 1; include "lib/pages.m"; var q: page;
    startstate q := 0; end;
    rule isTaken(q) ==> q := 0; end;
    """,
    "/models/alone.m": "var x: 0..1;\nstartstate x := y; end;\nrule x = 0 ==> x := 1;\n",
  ]

  private func editor(_ paths: String...) -> Editor {
    var editor = Editor(Self.texts)
    for path in paths.isEmpty ? [Self.main] : paths { editor.open(path) }
    return editor
  }

  @Test("mistakes are shown where they are, in all files of a model, and vanish with what made them")
  func mistakes() {
    var editor = editor("/models/alone.m", Self.main)
    #expect(editor.mistakes["/models/alone.m"]?.contains("4:1 P2P104") == true)
    #expect(editor.mistakes[Self.main] == ["8:3 P2P501"])
    editor.change(
      Self.main,
      .object([
        "text": .string("3"),
        "range": .object([
          "start": .object(["line": .integer(0), "character": .integer(13)]),
          "end": .object(["line": .integer(0), "character": .integer(14)]),
        ]),
      ]),
      .object([
        "text": .string("x"),
        "range": .object([
          "start": .object(["line": .integer(13), "character": .integer(41)]),
          "end": .object(["line": .integer(13), "character": .integer(42)]),
        ]),
      ]))
    #expect(editor.mistakes[Self.main] == ["14:42 P2P201"])
    editor.change(Self.main, .object(["text": .string("startstate end;")]))
    #expect(editor.mistakes[Self.main] == [])
  }

  @Test("an abstract model is held against the model that names it as one types")
  func refinement() {
    let design = """
      --@ refines abstract.m with MOST=2
      --@ abstracts count
      var taken: 0..2;
      startstate taken := 0; end;
      rule taken < 2 ==> taken := taken + 1; end;
      invariant taken >= 0;
      """
    let abstract = """
      const MOST: 1;
      var count: 0..MOST;
      startstate count := 0; end;
      rule count < MOST ==> count := count + 1; end;
      """
    var editor = Editor(["/models/design.m": design, "/models/abstract.m": abstract])
    func mistakes(_ change: (String, String)) -> [String]? {
      editor.change(
        "/models/design.m", .object(["text": .string(design.replacing(change.0, with: change.1))]))
      return editor.mistakes["/models/design.m"]
    }
    editor.open("/models/design.m")
    #expect(editor.mistakes["/models/design.m"] == [])
    #expect(mistakes(("abstracts count", "abstracts number")) == ["2:1 P2P902"])
    #expect(mistakes(("--@ abstracts count", "")) == ["1:1 P2P903"])
    #expect(mistakes(("0..2", "boolean")) != [])
    #expect(mistakes(("abstract.m", "nowhere.m")) == ["1:1 P2P901"])
    // What is wrong there is what the editor has, not what the file has.
    editor.open("/models/abstract.m")
    editor.change(
      "/models/abstract.m", .object(["text": .string(abstract.replacing("0..MOST", with: "0..LEAST"))]))
    #expect(mistakes(("x", "x")) == ["1:1 P2P901"])
  }

  @Test("a library is looked at as part of a model that includes it")
  func libraries() {
    let editor = editor(Self.library)
    #expect(editor.mistakes[Self.library] == [])
  }

  @Test(
    "a name is explained",
    arguments: [
      (main, "PAGES|: 2", "const PAGES: 2\n```\n\nhow many there are"),
      (
        main, "po|ol.who := NO",
        "var pool: record free: array [page] of boolean; who: owner end\ntype page: 0..1\n"
      ),
      (main, "pool.who := NO|BODY", "NOBODY: owner"),
      (main, "pool.fre|e[p] := true", "free: array [page] of boolean"),
      (main, "isTaken|(p)", "function isTaken(p: page): boolean\n```\n\nWhether somebody has it."),
      (main, "ol|d := pool", "var old: boolean"), (main, "pa|ge do pool", "type page: 0..1"),
      (main, "pool|: record", "What the pool has.\nTwo lines of it."),
      (library, "PAG|ES; end", "const PAGES: 1"),
      (main, "for p|: page", "p: page\ntype page: 0..1"),
    ])
  func hover(path: String, mark: String, expected: String) {
    var editor = editor(path)
    let answer = editor.ask("hover", path, at: mark)
    #expect(answer["contents"]?["value"]?.string?.contains(expected) == true, "\(answer)")
  }

  @Test("what is no name is not explained")
  func nothing() {
    var editor = editor()
    #expect(editor.ask("hover", Self.main, at: "start|state") == .null)
    #expect(editor.ask("definition", Self.main, at: "boolea|n;") == .null)
  }

  @Test(
    "a place that no text has is answered",
    arguments: [
      "hover", "definition", "completion", "references", "rename", "prepareRename", "documentHighlight",
    ],
    [Int.max, Int.max - 1, 1 << 40, -1, Int.min])
  func farAway(request: String, number: Int) {
    for (line, column) in [(number, 0), (0, number), (number, number)] {
      var editor = editor()
      let place = JSON.object(["line": .integer(line), "character": .integer(column)])
      _ = editor.ask(
        "textDocument/\(request)",
        .object([
          "textDocument": .object(["uri": .string("file://\(Self.main)")]), "position": place,
          "newName": .string("other"), "context": .object(["includeDeclaration": .boolean(true)]),
        ]))
      #expect(
        editor.ask(
          "textDocument/documentSymbol",
          .object([
            "textDocument": .object(["uri": .string("file://\(Self.main)")])
          ])
        ).elements?.isEmpty == false)
    }
  }

  @Test(
    "a name leads to its declaration, an include to its file",
    arguments: [
      ("is|Taken(p) ==>", "pages.m:3:10"), ("pool.wh|o := SOME", "pool.m:7:47"),
      ("include \"|lib", "pages.m:1:1"),
      ("boolean; wh|o", "pool.m:7:47"), ("!pool.free[p|]", "pool.m:20:43"), ("SOMEBO|DY;", "pool.m:3:28"),
    ])
  func definition(mark: String, place: String) {
    var editor = editor()
    #expect(Editor.places(editor.ask("definition", Self.main, at: mark)) == [place])
  }

  @Test("uses are found in all models that have the declaration")
  func references() {
    var editor = editor()
    let context = JSON.object(["includeDeclaration": .boolean(true)])
    #expect(
      Editor.places(editor.ask("references", Self.main, at: "is|Taken(p) ==>", ["context": context]))
        == ["other.m:3:6", "pages.m:3:10", "pool.m:14:34"])
    #expect(
      Editor.places(editor.ask("documentHighlight", Self.main, at: "ol|d := ")) == ["here:15:9", "here:17:5"])
  }

  @Test("a name is given another everywhere, unless that is taken or none")
  func rename() {
    var editor = editor()
    let answer = editor.ask("rename", Self.main, at: "is|Taken(p) ==>", ["newName": .string("taken")])
    #expect(
      answer["changes"]?.members?.map(\.name)
        == ["/models/lib/pages.m", "/models/other.m", "/models/pool.m"].map { "file://" + $0 })
    for (name, reason) in [
      ("page", "declared already"), ("end", "cannot be a name"), ("a b", "cannot be a name"),
    ] {
      let refusal = editor.ask("rename", Self.main, at: "is|Taken(p) ==>", ["newName": .string(name)])
      #expect(refusal.string?.contains(reason) == true)
    }
  }

  @Test("what stands in a file is listed, rules within their rulesets")
  func symbols() {
    var editor = editor()
    let names = editor.ask("documentSymbol", Self.main, at: "const|").elements?.map { item in
      (item["name"]?.string ?? "")
        + (item["children"]?.elements?.compactMap { "/" + ($0["name"]?.string ?? "") }.joined() ?? "")
    }
    #expect(names == ["PAGES", "owner", "pool", "spare", "empty", "ruleset p/𝄞 take", "by"])
    #expect(editor.ask("foldingRange", Self.main, at: "const|").elements?.count == 3)
  }

  @Test("only the lines that are not where they belong are sent back")
  func formatting() {
    var editor = editor("/models/alone.m")
    editor.change("/models/alone.m", .object(["text": .string("startstate end;\n")]))
    #expect(editor.ask("formatting", "/models/alone.m", at: "start|").elements?.isEmpty == true)
    editor.change(
      "/models/alone.m",
      .object(["text": .string("var x: 0..1;\nrule x = 0 ==>\nx := 1;\n  end;\nstartstate x := 0; end;")]))
    let changes = editor.ask("formatting", "/models/alone.m", at: "x|").elements ?? []
    #expect(changes.map { $0["newText"]?.string } == ["  x := 1;\nend;\nstartstate x := 0; end;\n"])
    #expect(
      changes.first?["range"]?["start"]?["line"]?.integer == 2
        && changes.first?["range"]?["end"]?["line"]?.integer == 5)
    editor.change("/models/alone.m", .object(["text": .string("rule ==>")]))
    #expect(editor.ask("formatting", "/models/alone.m", at: "rule|") == .null)
  }

  @Test(
    "what can be written at a place",
    arguments: [
      ("pool.|free[p] := true", ["free", "who"], ["page", "while"]),
      ("old := |pool", ["old", "p", "pool", "isTaken", "NOBODY", "forall"], ["free"]),
      ("!|pool.free", ["pool", "p"], ["old", "free"]),
      ("array [|page]", ["page", "owner", "PAGES"], ["spare", "old"]),
      ("put request{|from", ["from", "size", "PAGES"], ["free", "who"]),
      ("from: 0, |size", ["from", "size"], ["free"]),
      ("last := {|size", ["from", "size"], ["free"]),
      ("last with |from", ["from", "size"], ["free"]),
      ("from: |0, size", ["PAGES"], ["from"]),
    ])
  func completion(mark: String, offered: [String], missing: [String]) {
    var editor = Editor(
      Self.texts.merging([
        Self.main: Self.texts[Self.main, default: ""] + """
          type request: record from: page; size: 0..3; end; var last: request;
          rule "write" begin put request{from: 0, size: 1}; last := {size: 1, from: 0}; last := {last with from: 0}; end;
          """
      ]) { $1 })
    editor.open(Self.main)
    let names =
      editor.ask("completion", Self.main, at: mark).elements?.compactMap { $0["label"]?.string } ?? []
    #expect(Set(offered).isSubset(of: names), "\(names)")
    #expect(Set(missing).isDisjoint(with: names), "\(names)")
  }

  @Test("names have their colours, in the order of the text")
  func semanticTokens() {
    var editor = editor("/models/other.m")
    let data = editor.ask("semanticTokens/full", "/models/other.m", at: "const|")["data"]?.elements?
      .compactMap(
        \.integer)
    #expect(
      data == [
        0, 6, 5, 5, 1, 0, 37, 1, 1, 1, 0, 3, 4, 0, 0, 1, 11, 1, 1, 0, 1, 5, 7, 3, 0, 0, 8, 1, 1, 0, 0, 7, 1,
        1, 0,
      ])
  }

  @Test("requests out of turn and unknown ones are refused, and nothing is asked of who is shut down")
  func protocolErrors() {
    var server = LanguageServer(
      version: "1", files: NoFiles(), refinements: RefinementReader { _, _, _ in [] })
    func code(_ method: String, _ parameters: JSON = .null) -> Int? {
      server.answer([.success(.object(["id": .integer(1), "method": .string(method), "params": parameters]))])
        .first?["error"]?["code"]?.integer
    }
    #expect(code("textDocument/hover") == -32002)
    #expect(code("initialize") == nil)
    #expect(code("initialize") == -32600)
    #expect(code("nonsense") == -32601)
    #expect(
      code("textDocument/hover", .object(["textDocument": .object(["uri": .string("http://x/y")])])) == -32602
    )
    #expect(
      server.answer([.failure(JSONError(message: "x", line: 1, column: 1))]).first?["error"]?["code"]?.integer
        == -32700)
    #expect(code("shutdown") == nil)
    #expect(code("textDocument/hover") == -32600)
    #expect(server.ending == nil)
    _ = server.answer([.success(.object(["method": .string("exit")]))])
    #expect(server.ending == .orderly)
  }

  private struct NoFiles: FileAccess {
    func bytes(of path: String) -> [UInt8]? { nil }
    func models(in folder: String) -> [String] { [] }
    func path(_ path: String, includedIn file: String) -> String { path }
  }
}
