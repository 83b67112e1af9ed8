import Foundation
import TestSupport
import Testing

/// What the kernel lab makes of what it is given, and which traces it says agree.
@Suite(.enabled(if: ForeignTool("python3") != nil, "there is no Python")) struct KernelLabTraceTests {
  /// A boot of three traces, each an open of one process, whose serial line is given; says what comes of them.
  private static let boot = """
    import json, pathlib, sys, types
    sys.path.insert(0, sys.argv[1])
    import lab, serial_log, trace_calls, trace_logs

    def boot(given, name, lines, kind):
        log = lab.Log(given.lab / "log", serial_log.read_file("serial"), [], [], 0.0)
        log.entries, log.damages = serial_log.convert(log.serial)
        log.path.write_text("".join(json.dumps(entry) + "\\n" for entry in log.entries))
        return log

    script = trace_calls.Script(["- window 0", "a open"], [None, None], 1, 2, 1, False)
    trace_logs.files_of = lambda given: [pathlib.Path(f"x.{n}.itf.json") for n in (1, 2, 3)]
    trace_logs.script_of = lambda given, file: script
    given = types.SimpleNamespace(kernel="6.12", p2pcheck=pathlib.Path(sys.argv[2]), lab=pathlib.Path.cwd())
    sys.exit(0 if trace_logs.run(given, boot, lab.judge) else 1)
    """

  /// The serial line of three opens and exits.
  private static let serial: String = {
    var lines = ["@begin pages=1 window=2 processes=1;"]
    for number in [1, 4, 7] {
      lines.append("@\(number) - window 0 -> OK at=\(number)0,\(number)1 free=1;")
      lines.append("@\(number + 1) a open -> OK at=\(number)2,\(number)3 free=1 | a .. .. -,-;")
      lines.append("@\(number + 2) a exit -> OK at=\(number)4,\(number)5 free=1;")
    }
    return (lines + ["@end calls=9;", ""]).joined(separator: "\n")
  }()

  /// What is not as it should be, and what is said of the three traces.
  private static let boots: [(old: String, new: String, remarks: [String], row: String)] = [
    ("@end", "@end", [], "| `x` | 3 | 3 | 0 | 0 | 0 | 0 |"),
    // The second trace sees what no model has.
    (
      "at=42,43 free=1 | a .. .. -,-;", "at=42,43 free=1 | a S. w. -,-;",
      ["x.2: differ: the model does not explain it", "x.3: not judged"], "| `x` | 3 | 1 | 0 | 0 | 1 | 1 |"
    ),
    // The window of the second trace could not be moved.
    (
      "@3 a exit -> OK at=14,15 free=1;\n@4 - window 0 -> OK at=40,41 free=1;",
      "@3 a load 0 -> SIGSEGV at=14,15 free=1 | a .. .. -,-;\n@4 - window 0 -> EBUSY at=40,41 free=1 | a .. .. -,-;",
      ["x.2: differ: - window 0: a process lives"], "| `x` | 3 | 2 | 0 | 0 | 1 | 0 |"
    ),
    // A call of the second trace is lost, and is damaged.
    ("@5 a open", "@5 a", ["x.2: not judged", "x.3: not judged"], "| `x` | 3 | 1 | 0 | 0 | 0 | 2 |"),
    (
      "at=42,43 free=1 ", "at=42,43 free=- ", ["x.2: not judged", "x.3: not judged"],
      "| `x` | 3 | 1 | 0 | 0 | 0 | 2 |"
    ),
    // What is damaged comes behind the second trace.
    ("at=44,45 free=1", "at=44,45 free=-", ["x.3: not judged"], "| `x` | 3 | 2 | 0 | 0 | 0 | 1 |"),
    // The kernel complains in the first.
    (
      "@2 a", "!<4>[ 1.0] BUG: foo\n@2 a", ["x.1: not judged", "x.2: not judged", "x.3: not judged"],
      "| `x` | 3 | 0 | 0 | 0 | 0 | 3 |"
    ),
  ]

  @Test("a trace agrees only if all of it was judged", arguments: boots.indices)
  func judged(index: Int) throws {
    let (old, new, remarks, row) = Self.boots[index]
    #expect(Self.serial.contains(old))
    let answer = try ForeignTool.inScratch { folder in
      let text = Self.serial.replacing(old, with: new)
      try text.write(to: folder.appending(path: "serial"), atomically: true, encoding: .utf8)
      let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      let command = products.appending(path: "p2pcheck").path
      return try KernelLab.python(["-c", Self.boot, KernelLab.folder.path, command], in: folder)
    }
    #expect(answer.status == (remarks.isEmpty ? 0 : 1), "\(answer.output)\(answer.errors)")
    #expect(answer.output.contains(row), "\(answer.output)\(answer.errors)")
    let lines = answer.output.split(separator: "\n").filter { $0.hasPrefix("x.") }
    #expect(lines.count == remarks.count, "\(answer.output)")
    for (line, remark) in zip(lines, remarks) { #expect(line.hasPrefix(remark)) }
  }

  /// Words for a script of the lab that it can do nothing with, and what it says.
  private static let given: [(words: [String], complaint: String)] = [
    (["serial_log.py", "missing"], "serial_log: missing: No such file"),
    (["serial_log.py", "."], "serial_log: .: Is a directory"),
    (["schedule.py", "missing"], "schedule: missing: No such file"),
    (["schedule.py", "half.json"], "schedule: half.json is not JSON"),
    (["schedule.py", "empty-step.json"], "step 1 does not say who does what"),
    (["schedule.py", "no-states.json"], "no-states.json has no steps"),
    (["trace_calls.py", "missing", "no-steps.json"], "trace_calls: missing: No such file"),
    (["trace_calls.py", "no-states.json", "no-steps.json"], "no-states.json has no states"),
    (["trace_calls.py", "empty-state.json", "no-steps.json"], "is not of a model of p2pmem"),
    (["trace_calls.py", "odd-state.json", "no-steps.json"], "is no trace of these steps"),
    (["trace_calls.py", "empty-state.json", "half.json"], "half.json is not JSON"),
    (["hold.py", "--kernel", ".", "--plan", "missing", "--show"], "lab: missing: No such file"),
    (["hold.py", "--kernel", ".", "--plan", ".", "--show"], "lab: .: Is a directory"),
    (["hold.py", "--kernel", ".", "--plan", "odd.plan"], "lab: ([ is no expression"),
    (["hold.py", "--kernel", ".", "--plan", "sound.plan"], "lab: there is no bzImage"),
    (
      ["hold.py", "--kernel", ".", "--trace", "no-states.json", "--happened", "x", "--p2pcheck", "missing"],
      "missing cannot be run: No such file"
    ),
    (["lab.py", "--lab", ".", "--p2pcheck", "missing"], "missing cannot be run: No such file"),
    (["lab.py", "--lab", ".", "--trace", "missing"], "lab: there is no trace missing"),
    (["change_source.py", "known", "7.3"], "change_source: usage"),
    (["change_source.py", "known", "7.3", "B99"], "there is no repair B99 of Linux 7.3"),
    (["change_source.py", "known", "5.10", "B1"], "there are no repairs of Linux 5.10"),
    (
      ["change_source.py", "put", "7.3", "missing", "old", "B1"], "missing/drivers/pci/p2pdma.c: No such file"
    ),
    (["damage_serial.py", "empty", "1", "1"], "damage_serial: empty is empty"),
    (["damage_serial.py", "half.json", "one", "1"], "damage_serial: invalid literal"),
    (["hold.py", "--kernel", ".", "--plan", "no-calls.plan", "--show"], "lab: there are no calls in it"),
    (["hold.py", "--kernel", ".", "--plan", "many-pages.plan", "--show"], "5000 is not from 1 to 1024"),
    (["hold.py", "--kernel", ".", "--plan", "odd-boots.plan", "--show"], "are not `each`"),
  ]

  private static let files = [
    "half.json": "{", "empty-step.json": "{\"steps\": [{}]}", "no-states.json": "{\"states\": []}",
    "no-steps.json": "{\"steps\": []}", "empty-state.json": "{\"states\": [{}]}",
    "odd-state.json": "{\"states\": [{\"vma\": 1, \"bit\": 1}]}",
    "odd.plan": "# happened: ([\na open\n", "sound.plan": "# happened: x\na open\n", "empty": "",
    "no-calls.plan": "# happened: x\n", "many-pages.plan": "# happened: x\n# pages: 5000\na open\n",
    "odd-boots.plan": "# happened: x\n# boots: one\na open\n",
  ]

  @Test("what cannot be read or run is said in a sentence", arguments: given.indices)
  func unreadable(index: Int) throws {
    let (words, complaint) = Self.given[index]
    let answer = try ForeignTool.inScratch { folder in
      for (name, text) in Self.files {
        try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
      }
      return try KernelLab.run(words[0], Array(words.dropFirst()), in: folder)
    }
    #expect(answer.status == 1)
    #expect(answer.errors.contains(complaint), "\(answer.errors)")
    #expect(!answer.errors.contains("Traceback"))
  }

  @Test("a repair is put in its place, or nothing is, and the file is kept as it was")
  func repairs() throws {
    let source = "static int p2pmem_alloc_mmap(void)\n{\n\tgen_pool_free(pool);\n\tpercpu_ref_put(ref);\n}\n"
    try ForeignTool.inScratch { folder in
      let file = folder.appending(path: "tree/drivers/pci/p2pdma.c")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      func put(_ text: String) throws -> (ForeignTool.Answer, String) {
        try text.write(to: file, atomically: true, encoding: .utf8)
        let answer = try KernelLab.run("change_source.py", ["put", "7.3", "tree", "old", "B1"], in: folder)
        return (answer, try String(contentsOf: file, encoding: .utf8))
      }
      for other in [source.replacing("gen_pool_free", with: "free"), String(source.prefix(60)), "int x;\n"] {
        let (answer, text) = try put(other)
        #expect(answer.status == 1 && text == other)
        #expect(answer.errors.hasPrefix("change_source: B1 has no place in tree"), "\(answer.errors)")
      }
      let (answer, text) = try put(source)
      #expect(answer.status == 0 && text.contains("put_page(page);"), "\(answer.errors)")
      let kept = folder.appending(path: "old/drivers/pci/p2pdma.c")
      #expect(try String(contentsOf: kept, encoding: .utf8) == source)
      let (again, same) = try put(text)
      #expect(again.status == 1 && same == text)
      #expect(again.errors.contains("has repairs already"), "\(again.errors)")
    }
  }

  /// A lab whose machine does nothing, and what is left of it when it is interrupted.
  private static let interruption = """
    import os, pathlib, shutil, signal, subprocess, sys, time
    number, here = signal.Signals[sys.argv[3]], pathlib.Path.cwd()
    programs = {
        "qemu-system-x86_64": "echo $$ >machine; exec sleep 600",
        "cc": 'while [ "$1" != -o ]; do shift; done; : >"$2"', "busybox": ":",
    }
    (here / "bin").mkdir()
    for name, text in programs.items():
        path = here / "bin" / name
        path.write_text(f"#!/bin/sh\\n{text}\\n")
        path.chmod(0o755)
    (here / "6.12").mkdir()
    (here / "6.12" / "bzImage").touch()
    shutil.copy(f"{sys.argv[1]}/kernel.config", here / "6.12")
    # Whoever runs the tests may ignore or block them.
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT, signal.SIGTERM))
    command = [sys.executable, "-B", f"{sys.argv[1]}/lab.py", "--lab", ".", "--p2pcheck", sys.argv[2]]
    started = subprocess.Popen(command, env=os.environ | {"PATH": f"{here}/bin:" + os.environ["PATH"]})
    while started.poll() is None and not ((here / "machine").exists() and (here / "machine").read_text().strip()):
        time.sleep(0.01)
    started.send_signal(number)
    code = started.wait(30)
    machine = (here / "machine").read_text().strip()
    print(code, os.path.exists(f"/proc/{machine}"), *sorted(path.name for path in here.glob("logs/*")))
    """

  @Test(
    "an interrupted lab leaves nothing running and no log", arguments: [("SIGINT", 130), ("SIGTERM", 143)])
  func interrupted(signal: String, code: Int) throws {
    let answer = try ForeignTool.inScratch { folder in
      let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      let command = products.appending(path: "p2pcheck").path
      return try KernelLab.python(
        ["-c", Self.interruption, KernelLab.folder.path, command, signal], in: folder)
    }
    let left = "linux-6.12-seed-1.calls linux-6.12-seed-1.serial"
    #expect(answer.output == "\(code) False \(left)\n", "\(answer.output)\(answer.errors)")
    #expect(answer.errors == "lab: interrupted\n")
  }
}
