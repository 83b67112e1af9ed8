import Checking
import Diagnostics
import ModelIR
import TestSupport
import Testing
import Traces
import Wording

/// Browsing a trace: key scripts and the screens they lead to.
@Suite struct TraceBrowserTests {
  private static let model = """
    const PAGES: 4;
    type process: scalarset(2); page: 0 .. PAGES - 1;
    var
      bit: array [page] of boolean;
      call: array [process] of record at: enum { IDLE, BUSY }; first: page; end;
      free: 0 .. PAGES;
    startstate "boot" begin
      for g: page do bit[g] := false end;
      for p: process do call[p].at := IDLE end;
      free := PAGES;
    end;
    ruleset p: process do
      ruleset g: page do
        --@ kernel lib/genalloc.c gen_pool_alloc
        rule "alloc" call[p].at = IDLE & !bit[g] & g < 2 ==>
          bit[g] := true; call[p].at := BUSY; call[p].first := g; free := free - 1;
        end;
      end;
      rule "exit" call[p].at = BUSY ==> call[p].at := IDLE; end;
    end;
    invariant "somebody is idle" exists p: process do call[p].at = IDLE end;
    """

  private static func keys(_ text: String) -> [BrowserKey] { BrowserKey.keys(in: Array(text.utf8)) }

  /// A browser of the trace in which both processes allocate.
  private func browser(withModel: Bool = true) throws -> TraceBrowser {
    let system = try Run.system(Self.model)
    let interpreter = Interpreter(system)
    var firing = Firing(subject: .start(0), arguments: [])
    var outcome = interpreter.start(firing)
    var steps: [Trace.Step] = []
    for next in [[0, 0], [1, 1], nil] as [[Value]?] {
      guard case .next(let state, _) = outcome else { break }
      steps.append(Trace.Step(firing: firing, state: state))
      guard let next else { break }
      firing = Firing(subject: .rule(RuleID(0)), arguments: next)
      outcome = interpreter.fire(firing, in: state)
    }
    let trace = Trace(
      claim: .property(PropertyID(0)), steps: steps, ending: .violates(arguments: []))
    let sources = SourceMap(files: [SourceFile(name: "pool.m", text: Self.model)])
    let context = TraceContext(system: system, sources: sources)
    let origin = TraceDocument.Origin(
      toolVersion: "1", model: "pool.m", digest: "", settings: [], deadlock: .stuck, claim: "", source: nil,
      check: nil)
    return TraceBrowser(
      TraceDocument(trace, in: context, origin: origin),
      exploration: withModel ? TraceExploration(of: trace, in: context) : nil, ink: Ink(isColoured: false))
  }

  private func screen(_ keys: String, height: Int = 24, withModel: Bool = true) throws -> [String] {
    var browser = try browser(withModel: withModel)
    for key in Self.keys(keys) { browser.press(key) }
    return browser.screen(height: height)
  }

  @Test(
    "the screen after a key script",
    arguments: [
      (
        "n",
        """
        counterexample to "somebody is idle"                                 step 1 of 2
              0  boot
        =>    1  alloc (p = process_0, g = 0)
              2  alloc (p = process_1, g = 1)
        -- lib/genalloc.c gen_pool_alloc -----------------------------------------------
                bit: .... -> #...
                             ^ 0
                call[process_0]: at IDLE -> BUSY, first undefined -> 0
                free: 4 -> 3

        state
        * bit: #...
        * call[process_0]: {at: BUSY, first: 0}
        * call[process_1]: {at: IDLE, first: undefined}
        * free: 3
        """
      ),
      (
        "Gfat\r",
        """
        counterexample to "somebody is idle"                                 step 2 of 2
              0  boot
              1  alloc (p = process_0, g = 0)
        =>    2  alloc (p = process_1, g = 1)
        -- lib/genalloc.c gen_pool_alloc -----------------------------------------------
                call[process_1].at: IDLE -> BUSY
        violated: "somebody is idle" (pool.m:21:1)
          `exists p: process do call[p].at = IDLE end`: false for every p

        state with `at`
        * call[process_0].at: BUSY
        * call[process_1].at: BUSY
        """
      ),
      (
        "ne",
        """
        after step 1, 2 rules are enabled:

        =>    1  alloc (p = process_1, g = 1)  (as shown)
              2  exit (p = process_0)
        """
      ),
      (
        "nyexit (p = process_1)\r",
        """
        exit (p = process_1) is not enabled:
          `call[p].at = BUSY`: false: call[process_1].at = IDLE
        """
      ),
      (
        "nyalloc (p = process_1)\rn",
        """
        after step 1, 4 instances, those that lack least first:

           alloc (p = process_1, g = 1)  enabled
        => alloc (p = process_1, g = 0)  `!bit[g]`: false: bit[0] = true
           alloc (p = process_1, g = 2)  `g < 2`: false: g = 2
           alloc (p = process_1, g = 3)  `g < 2`: false: g = 3
        """
      ),
      (
        "nyalloc\rGpp\r",
        """
        alloc (p = process_0, g = 0) is not enabled:
          `call[p].at = IDLE`: false: call[process_0].at = BUSY
          `!bit[g]`: false: bit[0] = true
        """
      ),
    ])
  func screens(keys: String, expected: String) throws {
    let lines = try screen(keys)
    #expect(lines.count == 24)
    #expect(lines.dropLast().joined(separator: "\n").trimmed == expected)
  }

  @Test(
    "where keys lead",
    arguments: [
      ("nn", "step 2 of 2"), ("2n", "step 2 of 2"), ("Gp", "step 1 of 2"), ("1g", "step 1 of 2"),
      ("Gg", "step 0 of 2"), ("/g = 1\r", "step 2 of 2"), ("/GENALLOC\r/\r", "step 2 of 2"),
      ("Gwbit[0]\r", "step 1 of 2"), ("Gwfree\r", "step 2 of 2"), ("Gwfree\rw\r", "step 1 of 2"),
      ("\u{1B}[B\u{1B}[B\u{1B}[A", "step 1 of 2"), ("n/x\u{1B}n", "step 2 of 2"),
      ("99999999999g", "step 2 of 2"),
      ("e1\r", "step 1 of 2"), ("e2\r", "step 1, explored from step 0"),
      ("ne\u{1B}[B\r", "step 2, explored from step 1"), ("e2\re1\r", "step 2, explored from step 0"),
      ("ne3\rpu", "step 1 of 2"), ("ne3\rge1\r", "step 1, explored from step 1"),
    ])
  func places(keys: String, place: String) throws {
    let title = try #require(try screen(keys).first)
    #expect(title.hasSuffix("  " + place))
  }

  @Test(
    "what the last line says",
    arguments: [
      ("p", "the start"), ("Gn", "the end of the trace"), ("/nowhere\r", "not found: nowhere"),
      ("wnothing\r", "`nothing` does not change before"), ("x", "`x` does nothing; `h` lists the keys"),
      ("u", "this is the trace"), ("12", ":12"), ("/ab\u{7F}c", "/ac"), ("fx", "show only variables with: x"),
      ("ynothing\r", "the model has no rule \"nothing\"; known are `alloc`, `exit`"),
      ("y\r", "Enter shows what is in its way, Esc goes back"),
      ("yexit (p = process_0)\r", "any key goes back"),
      ("G/boot\r", "went on from the start"), ("e2\rn", "`e` shows what can happen here"),
    ])
  func messages(keys: String, message: String) throws {
    #expect(try screen(keys).last == message)
  }

  @Test("without the model everything but exploring works")
  func withoutModel() throws {
    #expect(try screen("nne", withModel: false).last == "exploring needs the model, unchanged")
    #expect(try screen("nne", withModel: false).first?.hasSuffix("step 2 of 2") == true)
  }

  @Test("an explored state that violates the property says so")
  func exploredViolation() throws {
    // Another allocation after the first step: process_1 takes the other page there is.
    let lines = try screen("e2\re1\r")
    #expect(lines.contains("here \"somebody is idle\" is false"))
  }

  @Test("no script of keys leaves the screen or the program", arguments: 0..<40)
  func anyKeys(seed: Int) throws {
    var browser = try browser()
    var random = SplitMix64(seed: UInt64(seed))
    let keys = Array("npbksjgGJK/fwuehy0123456789xz \r\u{7F}\u{1B}")
    for _ in 0..<150 {
      for key in Self.keys(String(keys[Int(random.next() % UInt64(keys.count))])) { browser.press(key) }
      let height = Int(random.next() % 60)
      let lines = browser.screen(height: height)
      #expect(lines.count == max(height, 8))
      #expect(lines.first { $0.count > 80 } == nil)
    }
    #expect(!browser.isFinished)
  }

  @Test("q ends it, but not in the middle of a word")
  func quitting() throws {
    var browser = try browser()
    for key in Self.keys("/q\rhq") { browser.press(key) }
    #expect(!browser.isFinished)
    browser.press(.character("q"))
    #expect(browser.isFinished)
  }

  @Test("sequences of unknown keys are one key")
  func unknownSequence() {
    #expect(Self.keys("\u{1B}[15~n\u{1B}") == [.escape, .character("n"), .escape])
    #expect(BrowserKey.keys(in: [0xFF, 0x01]).count <= 1)
  }
}

extension String {
  fileprivate var trimmed: String {
    var lines = split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }
}
