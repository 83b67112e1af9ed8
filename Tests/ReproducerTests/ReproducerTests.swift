import Checking
import Foundation
import ModelIR
import OrderedJSON
import Reproducer
import TestSupport
import Testing
import Traces

/// Traces as programs for a real machine.
@Suite struct ReproducerTests {
  /// A trace in which somebody (`-`: the system) does what an operation says in each step.
  private func document(_ steps: [(actor: String, operation: String?)]) -> TraceDocument {
    var document = Sample.document(Sample.endings[0])
    let state = document.steps[0].contents
    document.steps = [document.steps[0]]
    for (number, (actor, operation)) in steps.enumerated() {
      let isSystem = actor == "-"
      let argument = TraceDocument.Argument(name: "p", content: .symbol(actor), value: 0)
      let action = TraceDocument.Action(
        name: "rule \(number + 1)", arguments: isSystem ? [] : [argument], subject: .rule(RuleID(0)),
        actorIndex: isSystem ? nil : 0)
      document.steps.append(
        TraceDocument.Step(
          action: action, source: nil, anchor: KernelAnchor(file: "mm/mmap.c", function: "f\(number + 1)"),
          operation: operation, contents: state))
    }
    return document
  }

  private var everything: TraceDocument {
    document([
      ("-", "bind"), ("p0", "open"), ("-", "return"), ("p0", "mmap 0 2"), ("p1", "open"), ("p0", nil),
      ("p0", "return"), ("p1", "mmap 0 1"), ("p1", "read_only"), ("p0", "munmap 1 1"), ("p1", "fail"),
      ("p1", "return"),
      ("p0", "return"), ("p0", "mprotect r"), ("p0", "mprotect rw"), ("p0", "store"), ("p0", "store 0"),
      ("p0", "return"), ("p0", "mremap 0 1 1 4"), ("p0", "return dontunmap"), ("p0", "madvise 4 1"),
      ("p0", "return"), ("p0", "mmap_fixed 4 2"), ("p0", "return"), ("p0", "munmap 4 1 fail"),
      ("p0", "pin 4"),
      ("p0", "fork p2"), ("p0", "return"), ("p2", "store 4"), ("p2", "return"), ("p0", "unpin"),
      ("p2", "exit"),
      ("p2", "return"), ("-", "unbind"), ("-", "return"), ("-", "bind"), ("-", "return"),
    ])
  }

  /// The script and the processes, without what is the same in all programs.
  private func ownPart(_ program: String) throws -> String {
    let script = try #require(program.range(of: " * The same in"))
    let end = try #require(program[script.lowerBound...].range(of: " */\n"))
    let tasks = try #require(program.range(of: "static void task_"))
    let main = try #require(program.range(of: "static void out_of_time"))
    return program[script.lowerBound..<end.upperBound] + "\n" + program[tasks.lowerBound..<main.lowerBound]
  }

  @Test("every operation is a call of the program and a line of the script")
  func golden() throws {
    try Golden.check(ownPart(KselftestTrace.text(of: everything)), against: "reproducer.c")
  }

  @Test("calls that overlap in the trace do not wait for one another, the others do")
  func order() throws {
    let trace = document([
      ("p0", "open"), ("p1", "open"), ("p0", "mmap 0 1"), ("p1", "mmap 0 1"), ("p0", "return"),
      ("p0", "munmap 0 1"), ("p1", "return"), ("p1", "munmap 0 1"),
    ])
    let program = try ownPart(KselftestTrace.text(of: trace))
    let second = try #require(program.range(of: "static void task_1"))
    let waits = program[second.lowerBound...].matches(of: /wait_for\((\d+)\)|returns\((\d+)/)
      .map { String($0.0) }
    #expect(waits == ["wait_for(0)", "returns(1", "returns(3", "wait_for(2)", "returns(5"])
  }

  @Test("a trace in which nobody calls the kernel is refused, and so is one with unknown words")
  func nothing() {
    #expect(throws: NothingToReproduce.self) {
      try KselftestTrace.text(of: Sample.document(Sample.endings[0]))
    }
    #expect(throws: NothingToReproduce.self) {
      try KselftestTrace.text(of: document([("p", "mmap -1 2"), ("p", "mmap 0 99999999999999999999")]))
    }
  }

  /// Traces of which a program would do less, and what it would leave out.
  private static let shortened: [(steps: [(String, String?)], reason: String)] = [
    (
      [("p", "open"), ("p", "remap_file_pages 0 1 0"), ("p", "return")],
      "no call for `--@ operation remap_file"
    ),
    ([("p", "open"), ("p", "close")], "no call for `--@ operation close`"),
    ([("p", "open"), ("-", nil)], "the kernel does it, and no call asks for it"),
    ([("p", "open"), ("p", nil)], "p is in no call"),
    ([("p", "open"), ("p", "fork q dontfork 0 1")], "no call for `--@ operation fork q dontfork"),
    ([("p", "open"), ("q", nil)], "q does something before it has called the kernel"),
    ([("p", "open"), ("p", "fail")], "`fail` is said of a call, and p is in none"),
  ]

  @Test("a trace of which a program would do less is refused", arguments: shortened.indices)
  func refused(index: Int) {
    let (steps, reason) = Self.shortened[index]
    let writers: [(TraceDocument) throws -> String] = [
      { try KselftestTrace.text(of: $0) }, { try CallsTrace.lines(of: $0).joined() },
    ]
    for write in writers {
      let error = #expect(throws: NothingToReproduce.self) { try write(document(steps)) }
      #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
      #expect(error?.message.contains("step 2, mm/mmap.c f2") == true)
    }
  }

  @Test("no name in a model ends the comment it stands in")
  func comments() throws {
    var trace = everything
    trace.origin.claim = "*/ int main;"
    trace.steps[4].action.name = "*/ abort(); /*\n"
    let program = try KselftestTrace.text(of: trace)
    #expect(!program.contains("*/ int main"))
    #expect(!program.contains("*/ abort()"))
  }

  @Test("a compiler has nothing to say", .enabled(if: ForeignTool.cc != nil, "there is no C compiler"))
  func compiles() throws {
    let compiler = try #require(ForeignTool.cc)
    let small = document([("p", "open"), ("p", "mmap 0 1")])
    for trace in [everything, small] {
      try ForeignTool.inScratch { folder in
        let program = try KselftestTrace.text(of: trace)
        try program.write(to: folder.appending(path: "trace.c"), atomically: true, encoding: .utf8)
        let answer = try compiler.run(
          ["-O2", "-Wall", "-Wextra", "-Werror", "-pthread", "-o", "trace", "trace.c"], in: folder)
        #expect(answer.status == 0, "\(answer.errors)")
        // Without such a device it skips itself, as selftests do.
        let run = try #require(ForeignTool(folder.appending(path: "trace").path))
        let skipped = try run.run(["none"], in: folder, seconds: 10)
        #expect(skipped.status == 4)
        #expect(skipped.output.contains("ok 1 # SKIP"))
      }
    }
  }

  @Test("a damaged file is drawn or refused in every format, but never a trap")
  func damaged() {
    let whole = Array(JSONWriter.text(of: ITFWriter.json(of: everything)).utf8)
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<100 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
          in: 32...126, using: &generator)
      }
      guard let document = try? ITFReader.read(bytes) else { continue }
      _ = HTMLTrace.text(of: document, sources: Sample.sources)
      _ = MermaidTrace.lines(of: document)
      _ = DOTTrace.lines(of: document)
      _ = try? KselftestTrace.text(of: document)
    }
  }
}
