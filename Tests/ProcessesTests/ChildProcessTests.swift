import Foundation
import Processes
import Testing

@Suite struct ChildProcessTests {
  private func outcome(
    _ script: String, timeout: Duration = .seconds(60), outputLimit: Int = 1 << 20,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) async throws -> ChildProcess.Outcome {
    var process = ChildProcess(["sh", "-c", script], timeout: timeout, isCancelled: isCancelled)
    process.outputLimit = outputLimit
    return try await process.run()
  }

  @Test("what a program prints and how it ends is known")
  func ordinary() async throws {
    let outcome = try await outcome("echo out; echo message >&2; exit 3")
    #expect(outcome.ending == .exited(3))
    #expect(outcome.output == "out\n")
    #expect(outcome.messages == "message\n")
    #expect(try await self.outcome("kill -9 $$").ending == .signalled(9))
  }

  @Test("a program that is not there cannot be run")
  func missing() async throws {
    await #expect(throws: (any Error).self) {
      try await ChildProcess(["p2pcheck-no-such-program"], timeout: .seconds(1)).run()
    }
  }

  /// What takes longer than this never ends: a busy machine may well let somebody wait for seconds.
  private static let patience: Duration = .seconds(120)

  /// Prints the process group first, then goes on for ever in several ways.
  private static let endless = [
    "echo $$; exec sleep 1000", "echo $$; trap '' TERM; while :; do sleep 1; done",
    "echo $$; sleep 1000 & sleep 1000", "echo $$; (trap '' TERM INT HUP; sleep 1000) & wait",
  ]

  /// Whether nobody in a group goes on, or soon does not.
  private func isGone(_ group: String) -> Bool {
    guard let group = pid_t(group.split(separator: "\n").first ?? "") else { return false }
    let end = ContinuousClock.now + Self.patience
    while ContinuousClock.now < end {
      if !Self.isAlive(group) { return true }
      Thread.sleep(forTimeInterval: 0.02)
    }
    return false
  }

  /// Whether somebody in a group can still do something: what is dead may wait long for the first process to take it away.
  private static func isAlive(_ group: pid_t) -> Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.filter { pid_t($0) != nil }.contains { name in
      guard let status = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
        let nameEnd = status.lastIndex(of: ")")
      else { return false }
      // After the name: the state, the parent, the group.
      let fields = status[nameEnd...].split(separator: " ").dropFirst()
      return fields.dropFirst(2).first.flatMap { pid_t($0) } == group && !["Z", "X"].contains(fields.first)
    }
  }

  @Test("at the time limit a program ends with whatever it started", arguments: endless)
  func timeout(script: String) async throws {
    let start = ContinuousClock.now
    let outcome = try await outcome(script, timeout: .milliseconds(300))
    #expect(outcome.ending == .tookTooLong)
    #expect(ContinuousClock.now - start < Self.patience)
    #expect(isGone(outcome.output))
  }

  @Test("a program that is no longer wanted ends", arguments: endless)
  func cancellation(script: String) async throws {
    let start = ContinuousClock.now
    let outcome = try await outcome(script) { ContinuousClock.now > start + .milliseconds(300) }
    #expect(outcome.ending == .cancelled)
    #expect(isGone(outcome.output))
  }

  @Test("what a program leaves running ends with it, and is not waited for")
  func leftRunning() async throws {
    let start = ContinuousClock.now
    let outcome = try await outcome("echo $$; sleep 1000 & exit 0")
    #expect(outcome.ending == .exited(0))
    #expect(ContinuousClock.now - start < Self.patience)
    #expect(isGone(outcome.output))
  }

  @Test("a program that prints without end is ended", arguments: ["yes", "yes >&2"])
  func output(script: String) async throws {
    let outcome = try await outcome(script)
    #expect(outcome.ending == .printedTooMuch)
    #expect(max(outcome.output.utf8.count, outcome.messages.utf8.count) == 1 << 20)
  }

  @Test("a program ends with the task that waits for it")
  func task() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let file = folder.url.appending(path: "group").path
    let running = Task { try await outcome("echo $$ > \(file); sleep 1000 & sleep 1000") }
    var group = ""
    while group.isEmpty {
      try await Task.sleep(for: .milliseconds(20))
      group = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    }
    running.cancel()
    _ = try? await running.value
    #expect(isGone(group))
  }
}
