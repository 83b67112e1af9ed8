import Messages
import OrderedJSON
import TestSupport
import Testing

/// What a client should not do, and models larger than those that one likes to look at.
@Suite struct RobustnessTests {
  private static let commands = [
    "initialize", "launch", "attach", "configurationDone", "restart", "terminate", "setBreakpoints",
    "setFunctionBreakpoints", "setExceptionBreakpoints", "dataBreakpointInfo", "setDataBreakpoints",
    "threads", "stackTrace", "scopes", "variables", "evaluate", "exceptionInfo", "stepInTargets", "next",
    "stepIn", "stepOut", "stepBack", "restartFrame", "pause", "reverseContinue", "continue", "source",
  ]

  /// Values that members of arguments are given by chance, fitting or not.
  private static func arguments(_ random: inout SplitMix64) -> JSON {
    func pick<Item>(_ items: [Item]) -> Item { items[Int(random.next() % UInt64(items.count))] }
    let texts = [
      "at[p]", "locked", "rules", "fire 1", "fire 2", "why lock", "back", "goto 1", "goto 3",
      "fire -9223372036854775808", "(", "", "lock",
      "at[process_1] = IDLE", "/models/lock.m", "violated-invariant", "repl", "1 / 0", "= 1", "𝄞",
    ]
    var members: [JSON.Member] = []
    for name in [
      "expression", "frameId", "variablesReference", "targetId", "start", "count", "filter", "context",
      "startFrame", "levels", "name",
    ] where random.next() % 3 > 0 {
      let number = Int(random.next() % 12) - 2
      let value: JSON =
        name == "expression" || name == "context" || name == "filter"
        ? .string(pick(texts))
        : pick([.integer(number), .integer(number), .null, .integer(.max), .integer(.min)])
      members.append(JSON.Member(name, value))
    }
    let breakpoint = JSON.object([
      "line": pick([.integer(25), .integer(-3), .integer(.max), .integer(.min), .null]),
      "name": .string(pick(texts)),
      "dataId": .string(pick(texts)), "condition": pick([nil, .string(pick(texts))]),
    ])
    members += [
      JSON.Member("breakpoints", .array([breakpoint, breakpoint])),
      JSON.Member("source", .object(["path": .string("/models/lock.m")])),
      JSON.Member("linesStartAt1", pick([.boolean(false), .null])),
      JSON.Member("filters", .array([.string(pick(texts))])),
      JSON.Member("model", .string("lock.m")), JSON.Member("trace", pick([.null, .string("lock.m")])),
    ]
    return pick([.object(members), .object(members), .object(members), .null, .array([]), .integer(1)])
  }

  @Test("requests in any order are each answered once, and the last one ends it", arguments: 0..<25)
  func anyOrder(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    var client = DebugClient()
    if seed % 5 > 0 {
      client.launch(seed % 2 == 0 ? ["trace": .string("lock.m")] : ["model": .string("lock.m")])
    }
    for _ in 0..<120 {
      let command = Self.commands[Int(random.next() % UInt64(Self.commands.count))]
      let answers = client.ask(command, Self.arguments(&random))
      let responses = answers.filter { $0["type"]?.string == "response" }
      #expect(responses.count == 1)
      #expect(responses.first?["command"]?.string == command)
      if responses.first?["success"]?.boolean == false {
        #expect(responses.first?["message"]?.string?.isEmpty == false)
      }
    }
    #expect(!client.isOver)
    _ = client.ask("disconnect")
    #expect(client.isOver)
  }

  @Test("bytes by chance are no session", arguments: 0..<25)
  func anyBytes(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    var reader = MessageReader()
    var client = DebugClient()
    let pieces = [
      "Content-Length: 7\r\n\r\n", "{\"seq\":1", "}", "\r\n\r\n", "[[", "\u{0}", "Content-Length: x\r\n\r\n",
    ]
    for _ in 0..<200 {
      let isPiece = random.next() % 2 == 0
      let piece = pieces[Int(random.next() % UInt64(pieces.count))]
      reader.add(isPiece ? Array(piece.utf8) : [UInt8(truncatingIfNeeded: random.next())])
      do throws(MessageReader.Failure) {
        while let message = try reader.next() { #expect(client.send([message]).count <= 1) }
      } catch {
        #expect(!error.message.isEmpty)
        return
      }
    }
  }

  @Test("what is no request is refused")
  func noRequests() {
    var client = DebugClient()
    for message in [
      JSON.null, .array([]), .object(["seq": .integer(1)]), .object(["command": .string("next")]),
    ] {
      #expect(client.send([.success(message)]).first?["success"] == .boolean(false))
    }
    #expect(
      client.send([.failure(JSONError(message: "x", line: 1, column: 1))]).first?["success"]
        == .boolean(false))
    #expect(client.send([.success(.object(["type": .string("response"), "seq": .integer(1)]))]).isEmpty)
  }

  @Test("a run of 10,000 steps is gone forward and back, and its frames come in parts")
  func longRun() throws {
    let text = """
      var x: 0 .. 20000; last: boolean;
      startstate x := 0; last := false; end;
      rule "count" x < 10000 ==> x := x + 1; end;
      invariant "few" x < 10000;
      """
    var client = DebugClient(SessionLoader(texts: ["long.m": text]))
    client.launch(["trace": .string("long.m")])
    _ = client.result("continue")
    #expect(client.place() == "10000: count")
    let frames = client.result("stackTrace", ["startFrame": .integer(4000), "levels": .integer(20)])
    #expect(frames?["totalFrames"]?.integer == 10_001)
    #expect(frames?["stackFrames"]?.elements?.count == 20)
    #expect(frames?["stackFrames"]?.elements?.first?["name"]?.string == "6000: count")
    #expect(client.evaluate("x") == "10000")
    _ = client.result(
      "setFunctionBreakpoints",
      [
        "breakpoints": .array([
          .object(["name": .string("count"), "condition": .string("x = 5000")])
        ])
      ])
    _ = client.result("reverseContinue")
    #expect(client.place() == "5000: count")
    _ = client.result("reverseContinue")
    #expect(client.place() == "0: Startstate 1")
  }

  @Test("rules with more instances than can be tried are not tried without an end")
  func manyInstances() {
    let text = """
      type wide: 0 .. 4000000000;
      var x: wide;
      startstate x := 0; end;
      ruleset i: wide; j: wide do rule "set" i = 3 & j = 4 ==> x := i; end; end;
      """
    var client = DebugClient(SessionLoader(texts: ["wide.m": text]))
    client.launch(["model": .string("wide.m")])
    #expect(client.evaluate("rules", in: "repl").contains("not all instances were tried"))
    #expect(client.evaluate("why set (i = 3, j = 5)", in: "repl").contains("`j = 4`: false: j = 5"))
    #expect(client.evaluate("why set (i = 3)", in: "repl").contains("or more other instances"))
    _ = client.result("next")
    #expect(client.place() == "0: Startstate 1")
  }
}
