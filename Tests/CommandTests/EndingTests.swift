import Foundation
import Testing

/// Whatever is under way: the first signal, and the time limit, end it soon, with what is known.
///
/// Two seconds are the promise; on a machine with much else to do it may be more, but not minutes.
@Suite struct EndingTests {
  private static let endless = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Endless")
  private static let promise: Duration = .seconds(40)

  struct Command: CustomTestStringConvertible {
    var arguments: [String]
    var testDescription: String { arguments.joined(separator: " ") }

    init(_ line: String) { arguments = line.split(separator: " ").map(String.init) }
  }

  private static let searches =
    ["slow_body", "slow_guard", "slow_invariant", "slow_calls", "slow_start", "many_orders", "many_states"]
    .flatMap { name in ["", "--no-native "].map { "verify --engine explore \($0)\(name).m" } }
  private static let proofs = ["hard_proof", "deep_proof"].map { "verify --engine prove \($0).m" }
  private static let commands = (searches + proofs).map(Command.init)

  @Test("a signal ends a check with what is known", arguments: commands, [SIGINT, SIGTERM])
  func signal(command: Command, number: Int32) throws {
    let scratch = try Scratch(fixtures: Self.endless)
    defer { scratch.remove() }
    let running = try RunningCommand(command.arguments, in: scratch.folder)
    running.waitUntilItListens()
    Thread.sleep(forTimeInterval: .random(in: 0.3...1.5))
    #expect(running.isRunning)
    let start = ContinuousClock.now
    running.signal(number)
    #expect(running.exitCode() == 130)
    #expect(ContinuousClock.now - start < Self.promise)
    #expect(running.text.contains("interrupted: what was known by then is shown"))
    #expect(running.text.contains("no-runtime-error"))
    #expect(running.leftovers == [])
  }

  @Test("the time limit ends a check with what is known", arguments: commands)
  func timeout(command: Command) throws {
    let scratch = try Scratch(fixtures: Self.endless)
    defer { scratch.remove() }
    let start = ContinuousClock.now
    let running = try RunningCommand(command.arguments + ["--timeout", "1s"], in: scratch.folder)
    #expect(running.exitCode() == 3)
    #expect(ContinuousClock.now - start < .seconds(1) + Self.promise)
    #expect(running.text.contains("the time limit was reached"))
    #expect(running.text.contains("no-runtime-error"))
  }

  @Test("signals in quick succession are one, and harm nothing", arguments: proofs.map(Command.init))
  func severalSignals(command: Command) throws {
    let scratch = try Scratch(fixtures: Self.endless)
    defer { scratch.remove() }
    for gap in [0, 0.01, 0.1, 0.3] {
      let running = try RunningCommand(command.arguments, in: scratch.folder)
      running.waitUntilItListens()
      Thread.sleep(forTimeInterval: .random(in: 0.3...1.5))
      running.signal(SIGINT)
      Thread.sleep(forTimeInterval: gap)
      running.signal(SIGINT)
      running.signal(SIGTERM)
      #expect(running.exitCode() == 130)
      #expect(running.text.contains("interrupted: what was known by then is shown"))
    }
  }

  @Test(
    "a compiler that hangs, or prints without end, ends with the check, and so does what it started",
    arguments: [
      "trap '' TERM INT; sleep 1000 & sleep 1000; wait", "exec sleep 1000", "trap '' TERM; yes >&2",
      "sleep 1000 & exit 0",
    ], ["--timeout 1s", "signal"])
  func hangingCompiler(script: String, how: String) throws {
    let scratch = try Scratch(fixtures: Self.endless)
    defer { scratch.remove() }
    let tools = try scratch.tools(["clang": script, "cc": script, "gcc": script, "tcc": script])
    // With a checkpoint the search waits for the compiler.
    let isSignal = how == "signal"
    let options = isSignal ? [] : how.split(separator: " ").map(String.init)
    let running = try RunningCommand(
      ["verify", "many_states.m", "--checkpoint", "saved"] + options, in: scratch.folder, path: tools)
    if isSignal {
      running.waitUntilItListens()
      Thread.sleep(forTimeInterval: 1)
    }
    let start = ContinuousClock.now
    if isSignal { running.signal(SIGTERM) }
    #expect(running.exitCode() == (isSignal ? 130 : 3))
    #expect(ContinuousClock.now - start < .seconds(1) + Self.promise)
    #expect(running.leftovers == [])
    #expect(Self.processes(of: scratch.folder) == [])
  }

  /// The command lines of processes that work in a folder.
  private static func processes(of folder: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.filter { pid_t($0) != nil }.compactMap { name in
      let place = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(name)/cwd")
      guard place == folder.path else { return nil }
      return try? String(contentsOfFile: "/proc/\(name)/cmdline", encoding: .utf8)
    }
  }

  @Test("mutants end as well, and proofs that are made", arguments: ["mutate slow_body.m", "gate --update"])
  func otherCommands(line: String) throws {
    let scratch = try Scratch(fixtures: Self.endless)
    defer { scratch.remove() }
    let models = scratch.folder.appending(path: "Models")
    try FileManager.default.createDirectory(at: models, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: scratch.folder.appending(path: "slow_body.m"), to: models.appending(path: "slow_body.m"))
    let checks = "- id: slow\n  model: slow_body.m\n"
    try Data(checks.utf8).write(to: models.appending(path: "checks.yml"))
    let running = try RunningCommand(Command(line).arguments, in: scratch.folder)
    running.waitUntilItListens()
    Thread.sleep(forTimeInterval: 1)
    #expect(running.isRunning)
    let start = ContinuousClock.now
    running.signal(SIGINT)
    #expect(running.exitCode() == 130)
    #expect(ContinuousClock.now - start < Self.promise)
  }

  @Test("a search that is killed at any moment goes on from its last save to the same end")
  func killedSearch() throws {
    let scratch = try Scratch(fixtures: Self.endless)
    defer { scratch.remove() }
    let model = scratch.folder.appending(path: "grid.m")
    let text = """
      var a: array[0..3] of 0..14;
      startstate begin for i: 0..3 do a[i] := 0; end; end;
      ruleset i: 0..3 do rule "step" a[i] < 14 ==> begin a[i] := a[i] + 1; end; end;
      invariant "in range" a[0] <= 14;
      """
    try Data(text.utf8).write(to: model)
    let search = [
      "verify", "grid.m", "--deadlock", "off", "--jobs", "1", "--checkpoint", "saved",
      "--checkpoint-interval", "1ms",
    ]
    func isSaved() -> Bool {
      FileManager.default.fileExists(atPath: scratch.folder.appending(path: "saved/checkpoint.json").path)
    }
    for _ in 0..<8 {
      let saved = isSaved()
      let running = try RunningCommand(search + (saved ? ["--resume", "saved"] : []), in: scratch.folder)
      // Before the first save there is nothing to go on from.
      while running.isRunning, !isSaved() { Thread.sleep(forTimeInterval: 0.01) }
      Thread.sleep(forTimeInterval: .random(in: 0.05...0.6))
      running.signal(SIGKILL)
      _ = running.exitCode()
      // Whatever it was at: what is there is whole.
    }
    let last = try RunningCommand(
      ["verify", "grid.m", "--deadlock", "off", "--resume", "saved", "--format", "json"], in: scratch.folder)
    #expect(last.exitCode() == 0)
    #expect(last.text.contains("\"states\" : 50625"))
    #expect(last.text.contains("\"firings\" : 189000"))
  }
}
