import Diagnostics
import ModelIR
import Murphi
import TestSupport
import Testing

/// A process is what it stands for: the same model written with rules, to the letter.
@Suite struct ProcessTests {
  private func printed(_ text: String) -> String {
    MurphiFrontEnd.print(MurphiFrontEnd.load(SourceFile(name: "test.m", text: text)).value)
  }

  private func mistakes(of text: String) -> [String] {
    compile(text).diagnostics.filter { $0.severity == .error }.map(\.message)
  }

  @Test("labels are rules, the counter and locals are arrays, and who comes to the end is at an own label")
  func expansion() {
    let process = """
      type cpu: 0 .. 1; number: 0 .. 3;
      var next, owner: number;
      startstate next := 0; owner := 0; end;
      process c: cpu at pc
      var ticket: number;
      begin
      --@ kernel kernel/locking/spinlock.c spin_lock
      take:
        ticket := next;
        next := (next + 1) % 4;
      --@ fair
      wait "spin": await ticket = owner;
      unlock:
        owner := (owner + 1) % 4;
      end;
      invariant "one" !(forall c: cpu do pc[c] = unlock end);
      """
    let rules = """
      type cpu: 0 .. 1; number: 0 .. 3;
      var next, owner: number;
      var ticket: array [cpu] of number;
      var pc: array [cpu] of enum {take, wait, unlock, pc_done};
      ruleset c: cpu do
        --@ kernel kernel/locking/spinlock.c spin_lock
        rule "take" pc[c] = take ==> begin ticket[c] := next; next := (next + 1) % 4; pc[c] := wait; end;
        --@ fair
        rule "spin" pc[c] = wait && ticket[c] = owner ==> begin pc[c] := unlock; end;
        rule "unlock" pc[c] = unlock ==> begin owner := (owner + 1) % 4; pc[c] := pc_done; end;
      end;
      invariant "one" !(forall c: cpu do pc[c] = unlock end);
      startstate for c: cpu do pc[c] := take; end; next := 0; owner := 0; end;
      """
    #expect(printed(process) == printed(rules))
    #expect(mistakes(of: process) == [])
  }

  @Test("what only a step knows is declared behind its label, and statements follow") func declarations() {
    let process = """
      type cpu: 0 .. 1;
      var z: 0 .. 3;
      process c: cpu at pc begin
      one: const most: 2; also: most; var i, j: cpu; k: 0 .. also; i := c; z := most;
      two (k: cpu): type few: 0 .. 1; var i: few; i := k; z += i;
      end;
      """
    let rules = """
      type cpu: 0 .. 1;
      var z: 0 .. 3;
      var pc: array [cpu] of enum {one, two, pc_done};
      ruleset c: cpu do
        rule "one" pc[c] = one ==> const most: 2; also: most; var i, j: cpu; k: 0 .. also; begin i := c; z := most; pc[c] := two; end;
        ruleset k: cpu do
          rule "two" pc[c] = two ==> type few: 0 .. 1; var i: few; begin i := k; z += i; pc[c] := pc_done; end;
        end;
      end;
      startstate "start" for c: cpu do pc[c] := one; end; end;
      """
    #expect(printed(process) == printed(rules))
    #expect(mistakes(of: process) == [])
  }

  @Test("rulesets of start states and rules may stand in front of the process") func mixed() {
    let front = """
      type cpu: 0 .. 1; var z: 0 .. 1;
      ruleset i: cpu do startstate z := i; end; rule "r" z = 1 ==> z := 0; end; end;
      process c: cpu at pc begin a: z := 1; end;
      """
    let split = """
      type cpu: 0 .. 1; var z: 0 .. 1;
      ruleset i: cpu do rule "r" z = 1 ==> z := 0; end; end;
      process c: cpu at pc begin a: z := 1; end;
      ruleset i: cpu do startstate z := i; end; end;
      """
    #expect(printed(front) == printed(split))
    #expect(mistakes(of: front) == [])
  }

  @Test("a process without parameter has no arrays, and a model without start state gets one")
  func single() {
    let process = """
      var x: 0 .. 2;
      process at where
      var y: boolean;
      begin
      idle (z: 0 .. 1): x := z; y := true; goto idle;
      idle: await y; return;
      end;
      """
    let rules = """
      var x: 0 .. 2;
      var y: boolean;
      var where: enum {idle};
      ruleset z: 0 .. 1 do
        rule "idle" where = idle ==> begin x := z; y := true; where := idle; return; end;
      end;
      rule "idle" where = idle && y ==> begin return; end;
      startstate "start" where := idle; end;
      """
    #expect(printed(process) == printed(rules))
  }

  @Test("random processes print as the rules that they stand for", arguments: UInt64(0)..<300)
  func random(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let pair = RandomProcess(using: &generator)
    #expect(printed(pair.process) == printed(pair.rules), "\(pair.process)")
    #expect(mistakes(of: pair.process) == mistakes(of: pair.rules))
    #expect(compile(pair.process).system?.rules.map(\.name) == compile(pair.rules).system?.rules.map(\.name))
  }

  @Test("what a process declares is found where it stands")
  func names() throws {
    let text =
      "var x: 0 .. 1; process p: 0 .. 1 at pc var y: 0 .. 1; begin a: y := x; goto b; b: await y = x; goto a; end;"
    let compilation = compile(text)
    func uses(_ name: String) throws -> Int {
      try #require(compilation.names.entries.first { $0.name == name }, "\(name)").uses.count
    }
    #expect(compilation.names.entries.count { $0.name == "y" } == 1)
    #expect(try uses("y") == 2)
    #expect(try uses("a") == 1)
    #expect(try uses("b") == 1)
  }

  @Test("the words of a process are names wherever they can be")
  func words() {
    #expect(
      mistakes(
        of: """
          type process: 0 .. 1;
          var await: array [process] of 0 .. 1; goto, at: boolean;
          procedure step(process: 0 .. 1); begin await[process] := 1; end;
          startstate for process: process do await[process] := 0; end; goto := true; at := false; end;
          rule await[0] = 0 ==> begin await[0] := 1; goto := at; step(1); end;
          """) == [])
  }
}

/// A process, and the rules that it stands for, as two models.
private struct RandomProcess {
  let process: String
  let rules: String

  init(using generator: inout SplitMix64) {
    func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }
    let hasParameter = chance(70)
    let counter = hasParameter ? "pc[p]" : "pc"
    let labels =
      (0..<Int.random(in: 1...4, using: &generator)).map { "l\($0)" } + (chance(20) ? ["pc_done"] : [])
    func jump(_ form: Form, _ label: String) -> String {
      form == .process ? "goto \(label);" : "\(counter) := \(label); return;"
    }
    enum Form { case process, rules }
    typealias Text = (Form) -> String
    func statement(_ depth: Int) -> Text {
      let label = labels.randomElement(using: &generator) ?? "l0"
      switch Int.random(in: 0..<(depth > 1 ? 6 : 9), using: &generator) {
      case 0: return { _ in "x := (x + 1) % 4;" }
      case 1: return { _ in "y := 4 / x;" }
      case 2: return { _ in "assert \"small\" x < 3;" }
      case 3: return { _ in "y := x;" }
      case 4: return { _ in "undefine y;" }
      case 5: return { form in jump(form, label) }
      case 6:
        let (yes, no) = (statement(depth + 1), statement(depth + 1))
        return { "if x = 2 then \(yes($0)) else \(no($0)) end;" }
      case 7:
        let inner = statement(depth + 1)
        return { "for i: 0 .. 1 do if x = i then \(inner($0)) end; end;" }
      default:
        let inner = statement(depth + 1)
        return { "switch x case 0, 1: \(inner($0)) else return; end;" }
      }
    }
    let conditions = [
      "x > 0", "x = y | x < 2", "!isundefined(y)", "4 / x = 2", "exists i: 0 .. 1 do x = i end",
    ]

    var steps: [(label: String, head: String, ruleset: String?, waits: [String], body: [Text], jumps: Bool)] =
      []
    for label in labels {
      for _ in 0..<(chance(20) ? 2 : 1) {
        let title = chance(30) ? " \"at \(label)\"" : ""
        let ruleset = chance(25) ? "z: 0 .. 2" : nil
        let waits = (0..<Int.random(in: 0...2, using: &generator)).compactMap { _ in
          conditions.randomElement(using: &generator)
        }
        var body = (0..<Int.random(in: 0...3, using: &generator)).map { _ in statement(0) }
        let target = labels.randomElement(using: &generator) ?? "l0"
        let jumps = chance(40)
        if jumps { body.append { jump($0, target) } }
        steps.append(
          (label, title, ruleset, waits, body, jumps || body.last?(.process).hasPrefix("goto") == true))
      }
    }

    let declarations = "type t: 0 .. 1; var x: 0 .. 3;\n"
    let start = "x := 0;"
    let parameter = hasParameter ? " p: t" : ""
    process =
      declarations + "startstate \(start) end;\nprocess\(parameter) at pc\nvar y: 0 .. 4;\nbegin\n"
      + steps.map { step in
        let parameters = step.ruleset.map { " (\($0))" } ?? ""
        let waits = step.waits.map { "await \($0); " }.joined()
        return
          "\(step.label)\(step.head)\(parameters): \(waits)\(step.body.map { $0(.process) }.joined(separator: " "))"
      }.joined(separator: "\n") + "\nend;\ncover \"there\" x = 3;\n"

    var comesToEnd = false
    let rules = steps.enumerated().map { index, step in
      let next = steps[index...].first { $0.label != step.label }?.label ?? "pc_done"
      var body = step.body.map { $0(.rules) }.joined(separator: " ")
      if !step.jumps {
        body += " \(counter) := \(next);"
        if !steps[index...].contains(where: { $0.label != step.label }) { comesToEnd = true }
      }
      let condition = (["\(counter) = \(step.label)"] + step.waits.map { "(\($0))" }).joined(
        separator: " && ")
      let name = step.head.isEmpty ? "\"\(step.label)\"" : step.head
      let rule = "rule \(name) \(condition) ==> begin \(body) end;"
      return step.ruleset.map { "ruleset \($0) do \(rule) end;" } ?? rule
    }.joined(separator: "\n")
    let members = labels + (comesToEnd && !labels.contains("pc_done") ? ["pc_done"] : [])
    let enumeration = "enum {\(members.joined(separator: ", "))}"
    self.rules =
      declarations
      + (hasParameter
        ? """
        var y: array [t] of 0 .. 4; pc: array [t] of \(enumeration);
        ruleset p: t do
        \(rules.replacing(/\by\b/, with: "y[p]"))
        end;
        cover "there" x = 3;
        startstate for p: t do pc[p] := l0; end; \(start) end;
        """
        : """
        var y: 0 .. 4; pc: \(enumeration);
        \(rules)
        cover "there" x = 3;
        startstate pc := l0; \(start) end;
        """)
  }
}
