import Foundation
import TestSupport
import Testing

/// What of the kernel lab needs no kernel: the generator of calls, and the way from a serial line to a verdict.
@Suite(.enabled(if: ForeignTool("python3") != nil, "there is no Python")) struct KernelLabTests {
  private static let root = KernelLab.root
  private static let lab = KernelLab.folder

  private func run(_ script: String, _ arguments: [String], in folder: URL) throws -> ForeignTool.Answer {
    try KernelLab.run(script, arguments, in: folder)
  }

  private func calls(_ arguments: String...) throws -> [String] {
    let answer = try ForeignTool.inScratch { try run("random_calls.py", arguments, in: $0) }
    #expect(answer.status == 0, "\(answer.errors)")
    return answer.output.split(separator: "\n").map(String.init)
  }

  @Test("a seed makes the same calls each time, another seed others")
  func seeds() throws {
    let some = try calls("--seed", "7", "--calls", "200", "--failures", "0.2")
    #expect(some.count == 200)
    #expect(try calls("--seed", "7", "--calls", "200", "--failures", "0.2") == some)
    #expect(try calls("--seed", "8", "--calls", "200", "--failures", "0.2") != some)
  }

  @Test("random calls are of every kind, within the window, and of processes that there are")
  func kinds() throws {
    var kinds: Set<Substring> = []
    for line in try calls("--calls", "3000", "--failures", "0.1", "--processes", "3", "--window", "6") {
      let words = line.split(separator: " ")
      kinds.insert(words[1])
      #expect(["-", "a", "b", "c"].contains(words[0]), "\(line)")
      #expect(words.dropFirst(2).compactMap { Int($0) }.allSatisfy { (0...6).contains($0) }, "\(line)")
      let ends = words.count >= 4 ? Int(words[2]).flatMap { from in Int(words[3]).map { from + $0 } } : nil
      #expect(ends ?? 0 <= 6, "\(line)")
    }
    #expect(
      kinds == [
        "open", "exit", "fork", "mmap", "mmap_fixed", "munmap", "madvise", "mprotect", "mremap",
        "remap_file_pages", "load", "store", "pin", "vmsplice", "mlock", "populate", "bind", "unbind",
      ])
  }

  @Test("of calls that overlap each is waited for, and no process makes another meanwhile")
  func overlapping() throws {
    let options = ["--overlap", "3", "--slow-disk", "--unbinds", "0.05", "--calls", "2000"]
    let answer = try ForeignTool.inScratch { try run("overlapping_calls.py", options, in: $0) }
    #expect(answer.status == 0, "\(answer.errors)")
    let again = try ForeignTool.inScratch { try run("overlapping_calls.py", options, in: $0) }
    #expect(again.output == answer.output)
    var underway: [Substring: Int] = [:]
    var most = 0
    for line in answer.output.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words[0].hasPrefix("&") {
        underway[words[0].dropFirst(), default: 0] += 1
        most = max(most, underway.values.filter { $0 > 0 }.count)
      } else if words[1] == "wait" {
        #expect(underway[words[2], default: 0] > 0, "\(line)")
        underway[words[2], default: 0] -= 1
      } else if words[1] != "shut", words[1] != "go" {
        #expect(underway[words[0], default: 0] == 0, "\(line)")
      }
    }
    #expect(underway.values.allSatisfy { $0 == 0 })
    #expect(most == 4)
  }

  private static let recorded = lab.appending(path: "Recorded/linux-6.12.serial")
  private static let overlapping = lab.appending(path: "Recorded/linux-6.12-overlap.serial")

  /// Of a serial line, perhaps altered: what the conversion says, and the lines of the log.
  private func convert(
    of file: URL = recorded, _ change: (String) -> String
  ) throws -> (ForeignTool.Answer, log: String) {
    try ForeignTool.inScratch { folder in
      let text = try String(contentsOf: file, encoding: .utf8)
      let changed = change(text)
      try changed.write(to: folder.appending(path: "serial"), atomically: true, encoding: .utf8)
      let answer = try run("serial_log.py", ["serial", "log"], in: folder)
      let log = (try? String(contentsOf: folder.appending(path: "log"), encoding: .utf8)) ?? ""
      return (answer, log)
    }
  }

  /// What `p2pcheck conform` says of a log, with the constants that the lab gives.
  private func verdict(_ log: String) throws -> ForeignTool.Answer {
    try ForeignTool.inScratch { folder in
      try log.write(to: folder.appending(path: "log"), atomically: true, encoding: .utf8)
      let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      let command = try #require(ForeignTool(products.appending(path: "p2pcheck").path))
      let constants = try run("constants.py", [], in: folder)
      let words = constants.output.split(separator: "\n").map(String.init)
      let model = Self.lab.appending(path: "Models/linux_6_12.m").path
      return try command.run(["conform", model, "log"] + words, in: folder)
    }
  }

  @Test("a recorded serial line is explained by the model")
  func explained() throws {
    let (answer, log) = try convert { $0 }
    #expect(answer.status == 0, "\(answer.errors)")
    let lines = log.split(separator: "\n")
    #expect(lines.count > 100)
    // A call of nobody could be ended by anybody's.
    for line in lines where line.contains("\"call\"") { #expect(line.contains("\"actor\""), "\(line)") }
    let verdict = try verdict(log)
    #expect(verdict.status == 0, "\(verdict.output)\(verdict.errors)")
    #expect(verdict.output.hasPrefix("explained"))
  }

  @Test("calls that overlap are explained, and what was not seen after them is not")
  func explainedOverlapping() throws {
    let (answer, log) = try convert(of: Self.overlapping) { $0 }
    #expect(answer.status == 0, "\(answer.errors)")
    let lines = log.split(separator: "\n").map(String.init)
    #expect(lines.count > 100)
    #expect(lines.contains { $0.contains("unpin") })
    #expect(try verdict(log).status == 0)
    let place = try #require(lines.lastIndex { $0.contains("\"free\": 8") })
    var altered = lines
    altered[place] = lines[place].replacing("\"free\": 8", with: "\"free\": 7")
    let verdict = try verdict(altered.joined(separator: "\n"))
    #expect(verdict.status == 1, "\(verdict.output)\(verdict.errors)")
  }

  /// One observation each that the kernel did not make.
  private static let lies: [(old: String, new: String)] = [
    ("\"free\": 5", "\"free\": 4"), ("\"result\": \"OK\"", "\"result\": \"ENOMEM\""),
    ("\"INSIDE\"", "\"CUT\""), ("\"START\"", "\"CUT\""), ("\"SIGBUS\"", "\"nothing\""),
  ]

  /// That nothing explains a log takes a while to find out.
  @Test("an altered log is not explained", arguments: lies.indices.filter { Amount.isLong || $0 % 2 == 0 })
  func altered(index: Int) throws {
    let (old, new) = Self.lies[index]
    let (_, log) = try convert { $0 }
    var lines = log.split(separator: "\n").map(String.init)
    // Of a call that no failure was made in: one that allocates may fail.
    let place = try #require(
      lines.indices.last { lines[$0].contains(old) && lines[$0].contains("\"fails\": false") })
    lines[place] = lines[place].replacing(old, with: new, maxReplacements: 1)
    let verdict = try verdict(lines.joined(separator: "\n"))
    #expect(verdict.status == 1, "\(verdict.output)\(verdict.errors)")
    #expect(verdict.output.contains("(log:\(place + 1))"), "\(verdict.output)")
  }

  /// Behind a fork that fails, whose child ends by itself, and an unbind.
  @Test(
    "MAP_FIXED with a file that is dead unmaps and returns ENODEV", arguments: ["ENODEV", "EINVAL", "OK"])
  func deadFile(result: String) throws {
    let lines = [
      #"{"call": "bind", "actor": "-", "fails": false}"#,
      #"{"call": "open", "actor": "a", "result": "OK", "fails": false}"#,
      #"{"call": "open", "actor": "b", "result": "OK", "fails": false}"#,
      #"{"call": "mmap", "actor": "a", "arguments": [0, 2], "result": "OK", "fails": false}"#,
      #"{"call": "fork", "actor": "a", "arguments": ["c"], "result": "ENOMEM"}"#,
      #"{"call": "unbind", "actor": "-", "fails": false}"#,
      #"{"call": "bind", "actor": "-", "fails": false}"#,
      #"{"call": "mmap_fixed", "actor": "a", "arguments": [0, 1], "result": "\#(result)", "fails": false, "#
        + #""observe": {"vmas": {"a": ["HOLE", "CUT"]}}}"#,
    ]
    let verdict = try verdict(lines.joined(separator: "\n"))
    #expect(verdict.status == (result == "ENODEV" ? 0 : 1), "\(verdict.output)\(verdict.errors)")
  }

  /// What may be wrong with a serial line, and what is said of it.
  private static let damages: [(change: @Sendable (String) -> String, complaint: String)] = [
    ({ String($0.prefix($0.count / 2)) }, "before its end"),
    ({ $0.replacing("@end", with: "!<4>[ 1.0] WARNING: CPU: 0 PID: 1 at mm/memory.c\n@end") }, "complains"),
    ({ $0.replacing(/-> OK (at=\d+,\d+ free=-)/) { "-> NEVER \($0.1)" } }, "returns NEVER"),
    ({ $0.replacing(/(madvise \d \d) -> OK/) { "\($0.1) -> ENOMEM" } }, "there is no hole"),
    ({ $0.replacing(/,\d,/, with: ",?,", maxReplacements: 1) }, "not of the pool"),
    ({ $0.replacing(/(c munmap \d \d) -> OK/, maxReplacements: 1) { "\($0.1) -> ESRCH" } }, "and c is there"),
    ({ $0.replacing(#/ \| c \S+ \S+ \S+;/#, with: ";", maxReplacements: 1) }, "and there is"),
    ({ $0.replacing(/free=8/, with: "free=-", maxReplacements: 1) }, "there is no pool"),
    ({ $0.replacing(/free=-/, with: "free=8", maxReplacements: 1) }, "there is a pool"),
    ({ $0.replacing("@2 ", with: "@begin pages=8 window=8 processes=3 held=1016;\n@2 ") }, "begins twice"),
    ({ $0.replacing("@begin", with: "begin") }, "before the beginning"),
    ({ $0.replacing("@7 ", with: "@8 ") }, "where 7 was expected"),
    ({ $0 + "@1 a open -> OK at=1,2 free=8;\n" }, "behind the end"),
    ({ $0.replacing("4 fail=4 -> ENOMEM fail=hit", with: "4 fail=4 -> OK fail=missed") }, "is still there"),
    (
      { $0.replacing("@end", with: "!<4>[ 1.0] WARNING: CPU: 0 PID: 1 at drivers/nvme/host/pci.c\n@end") },
      "complains"
    ),
    ({ $0.replacing("@end", with: "!<3>[ 1.0] UBSAN: shift-out-of-bounds\n@end") }, "complains"),
    ({ $0.replacing("@end", with: "!<4>[ 1.0] refcount_t: underflow\n@end") }, "complains"),
  ]

  @Test("what is wrong with a serial line is said", arguments: damages.indices)
  func damaged(index: Int) throws {
    let (answer, _) = try convert(Self.damages[index].change)
    #expect(answer.status == 1)
    #expect(answer.errors.contains(Self.damages[index].complaint), "\(answer.errors)")
  }

  /// What of a line may be lost, or be somebody else's, and what is said of it.
  private static let lost: [(old: String, new: String, complaint: String)] = [
    ("munmap 4 2", "munmap 4", "line 19: munmap has 1 words"),
    ("madvise 2 3", "madvise 2", "madvise has 1 words"),
    ("mmap_fixed 2 2", "mmap_fixed 2 2 7 8 9", "mmap_fixed has 5 words"),
    ("mmap_fixed 2 2", "mmap_fixed 2 2 BUG: KASAN: in foo", "mmap_fixed has 6 words"),
    ("mmap_fixed 2 2", "mmap_fixed 2 7", "beyond the window"),
    ("load 3 ->", "load \u{B2} ->", "not a line of p2pdrv"),
    ("load 3 ->", "load 99999999999 ->", "not a number"),
    ("load 3 ->", "look 3 ->", "c has no call look"),
    ("-> OK value=98", "-> OK value=1114112", "not a number from 0 to 255"),
    ("-> OK value=98", "-> OK", "without a value"),
    ("@1 c open -> OK", "@1 c open -> OK value=77", "with a value"),
    ("4 fail=4 -> ENOMEM fail=hit", "4 -> ENOMEM fail=hit", "was not asked to fail"),
    ("4 fail=4 -> ENOMEM fail=hit", "4 fail=4 -> ENOMEM", "whether it has failed"),
    ("@12 b exit -> OK", "@12 b exit -> EFAULT", "exit returns EFAULT"),
    ("- bind -> OK", "- bind -> ESRCH", "bind returns ESRCH"),
    ("| c ..Si.... ..ww....", "| c ..Sx.... ..ww....", "nobody knows the marks"),
    ("| c ..Si.... ..ww....", "| c ..Si.... ........", "a hole has no rights"),
    (" | c ..Si.... ", " | c ........ ........ -,-,-,-,-,-,-,- | c ..Si.... ", "c is shown behind c"),
    ("-,-,0,1,-,-,-,-;", "-,-,0,1,-,-,-;", "there are not 8 addresses"),
    ("@end", "@131 a open\n@end", "it is cut off"),
  ]

  @Test("a line that has lost something is not taken for another", arguments: lost.indices)
  func lostWords(index: Int) throws {
    let (old, new, complaint) = Self.lost[index]
    let (answer, _) = try convert {
      #expect($0.contains(old))
      return $0.replacing(old, with: new)
    }
    #expect(answer.status == 1)
    #expect(answer.errors.contains(complaint), "\(answer.errors)")
  }

  @Test(
    "a window stays where it is while a process lives, and only then",
    arguments: [
      ("EBUSY", ""), ("OK", "window returns OK, and there is c"), ("ENOMEM", "window returns ENOMEM"),
    ])
  func window(result: String, complaint: String) throws {
    let seen = "at=6425302773,6425302773 free=8 | c ........ ........ -,-,-,-,-,-,-,-"
    let (answer, _) = try convert {
      $0.replacing("@end calls=130;", with: "@131 - window 3 -> \(result) \(seen);\n@end calls=131;")
    }
    #expect(answer.status == (complaint.isEmpty ? 0 : 1))
    #expect(answer.errors.contains(complaint) || complaint.isEmpty, "\(answer.errors)")
  }

  /// What the kernel may say in the middle of a line, or while it tells of an allocation that was made to fail.
  private static let complaints: [(old: String, new: String)] = [
    ("@end", "@999 a BUG: KASAN: use-after-free in foo\n@end"),
    ("p2pcheck;", "p2pcheck; BUG: KASAN"),
    ("held=1016;", "held=1016; BUG: KASAN"),
    ("@end", "page allocation failure\n!<1>[ 1.0] BUG: unable to handle page fault RIP: 0010:foo\n@end"),
    ("@end", "page allocation failure\nRIP: 0010:foo\n@end"),
    ("@end", "[ 1.0] platform x: WARNING: CPU: 0 PID: 1 at mm/memory.c\n@end"),
    ("@end", "!<4>[ 1.0] ------------[ cut here ]------------\n@end"),
  ]

  @Test("the kernel complains wherever it does", arguments: complaints.indices)
  func complaint(index: Int) throws {
    let (old, new) = Self.complaints[index]
    let (answer, _) = try convert { $0.replacing(old, with: new) }
    #expect(answer.status == 1)
    #expect(answer.errors.contains("the kernel complains: "), "\(answer.errors)")
  }

  @Test("what is told of an allocation that was made to fail is no complaint")
  func told() throws {
    let told = ["p2pdrv: page allocation failure: order:0", "Call Trace:", "RIP: 0033:0x401234"]
    let lines = told.map { "!<4>[ 1.0] \($0)\n" }.joined()
    let (answer, _) = try convert { $0.replacing("@14 ", with: lines + "@14 ") }
    #expect(answer.status == 0, "\(answer.errors)")
  }

  @Test(
    "a line that has lost a word or has one twice is none, and no damage whatever is a traceback",
    arguments: ["linux-6.12", "linux-6.12-overlap"])
  func anyDamage(name: String) throws {
    let file = Self.lab.appending(path: "Recorded/\(name).serial")
    let answer = try ForeignTool.inScratch { try run("damage_serial.py", [file.path, "1", "400"], in: $0) }
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(
      answer.output.hasPrefix("3") && answer.output.hasSuffix(" of 400 are refused\n"), "\(answer.output)")
  }

  @Test("a trace becomes calls and places where CPUs are held", arguments: ["p11", "p13", "p18"])
  func schedule(name: String) throws {
    let recorded = Self.lab.appending(path: "Recorded")
    let file = recorded.appending(path: "\(name).schedule.json").path
    let answer = try ForeignTool.inScratch { try run("schedule.py", [file], in: $0) }
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(
      try answer.output
        == Snapshot.text(at: recorded.appending(path: "\(name).plan"), recording: answer.output))
  }

  @Test("what the traces of a check come to, or why nothing")
  func traces() throws {
    let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let command = try #require(ForeignTool(products.appending(path: "p2pcheck").path))
    let scripts = try ForeignTool.inScratch { folder in
      let saved = folder.appending(path: "traces")
      // Of shortest traces several threads find now this and now that.
      let check = ["--check", "linux-6.12-rare-calls", "--no-native", "--jobs", "1", "--progress", "never"]
      let verified = try command.run(["verify", "--trace-dir", saved.path] + check, in: Self.root)
      #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
      let files = try FileManager.default.contentsOfDirectory(atPath: saved.path).sorted()
      return try files.map { name in
        let trace = saved.appending(path: name).path
        let schedule = folder.appending(path: "schedule.json")
        let written = try command.run(["trace", trace, "--format", "schedule"], in: Self.root)
        try written.output.write(to: schedule, atomically: true, encoding: .utf8)
        let answer = try run("trace_calls.py", [trace, schedule.path], in: folder)
        return "\(name)\n\(answer.output)\(answer.errors)"
      }
    }
    let text = scripts.joined(separator: "\n")
    let recorded = Self.lab.appending(path: "Recorded/rare-calls.scripts")
    #expect(try text == Snapshot.text(at: recorded, recording: text))
  }

  @Test("a plan of a race is understood", arguments: ["b1", "b2", "b3", "b6", "b9"])
  func plans(name: String) throws {
    let plan = Self.lab.appending(path: "Plans/\(name).plan")
    let answer = try ForeignTool.inScratch { folder in
      try run("hold.py", ["--kernel", ".", "--plan", plan.path, "--show"], in: folder)
    }
    #expect(answer.status == 0, "\(answer.errors)")
    let text = try String(contentsOf: plan, encoding: .utf8)
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(answer.output.split(separator: "\n") == lines)
  }

  @Test("a step whose place nobody knows is no race on demand")
  func unknownPlace() throws {
    try ForeignTool.inScratch { folder in
      let original = Self.lab.appending(path: "Recorded/p18.schedule.json")
      let text = try String(contentsOf: original, encoding: .utf8)
        .replacing("p2pdma_page_free: gen_pool_free_owner", with: "something else")
      try text.write(to: folder.appending(path: "schedule.json"), atomically: true, encoding: .utf8)
      let answer = try run("schedule.py", ["schedule.json"], in: folder)
      #expect(answer.status == 1)
      #expect(answer.errors.contains("nobody knows where `something else` is over"))
    }
  }

  @Test(
    "a compiler has nothing to say about p2pdrv",
    .enabled(if: ForeignTool.cc != nil, "there is no C compiler"))
  func driver() throws {
    let compiler = try #require(ForeignTool.cc)
    let source = Self.lab.appending(path: "p2pdrv.c").path
    let answer = try ForeignTool.inScratch { folder in
      try compiler.run(
        ["-std=gnu17", "-O1", "-Wall", "-Wextra", "-Werror", "-c", "-o", "p2pdrv.o", source], in: folder)
    }
    #expect(answer.status == 0, "\(answer.errors)")
  }
}
