import Foundation
import Testing

/// Searches of the program itself whose states are on disk: killed, without room, two at a time.
@Suite struct DiskCommandTests {
  private static let model = """
    var a: array[0..3] of 0..14;
    startstate begin for i: 0..3 do a[i] := 0; end; end;
    ruleset i: 0..3 do rule "step" a[i] < 14 ==> begin a[i] := a[i] + 1; end; end;
    invariant "in range" a[0] <= 14;
    cover "corner" a[0] = 14 & a[1] = 14 & a[2] = 14 & a[3] = 14;
    """
  private static let search = [
    "verify", "grid.m", "--deadlock", "off", "--jobs", "2", "--memory", "100K", "--disk", "states",
    "--format", "json",
  ]

  private func withModel(_ body: (Scratch) throws -> Void) throws {
    let scratch = try Scratch(copying: [])
    defer { scratch.remove() }
    try Data(Self.model.utf8).write(to: scratch.folder.appending(path: "grid.m"))
    try body(scratch)
  }

  private func expectWhole(_ text: String) {
    #expect(text.contains("\"states\" : 50625,"))
    #expect(text.contains("\"firings\" : 189000,"))
    #expect(text.contains("\"depth\" : 56,"))
    #expect(text.contains("\"traceLength\" : 56,"))
    #expect(text.contains("diskBytesWritten"))
  }

  @Test("a search that is killed at any moment, again and again, comes to the same end")
  func killed() throws {
    try withModel { scratch in
      var kills = 0
      for number in 0..<14 {
        let running = try RunningCommand(Self.search, in: scratch.folder)
        // The first one compiles.
        Thread.sleep(forTimeInterval: number == 0 ? 1.5 : .random(in: 0.02...0.4))
        if running.isRunning { kills += 1 }
        running.signal(SIGKILL)
        _ = running.exitCode()
      }
      #expect(kills > 0)
      let last = try RunningCommand(Self.search, in: scratch.folder)
      #expect(last.exitCode() == 0)
      expectWhole(last.text)
    }
  }

  @Test(
    "a file that may not grow is a full disk: what is known is shown, and the search goes on where there is room"
  )
  func full() throws {
    try withModel { scratch in
      let words = Self.search.joined(separator: " ")
      for blocks in [1, 8, 40, 80] {
        let text = try scratch.run("ulimit -f \(blocks); p2pcheck \(words) 2>&1; echo exit $?")
        if text.contains("exit 0") { continue }
        #expect(text.contains("the disk is full"), "\(blocks)")
        #expect(text.hasSuffix("exit 3\n"), "\(blocks)")
      }
      let whole = try scratch.run("p2pcheck \(words); echo exit $?")
      #expect(whole.hasSuffix("exit 0\n"))
      expectWhole(whole)
    }
  }

  @Test("the second of two runs with one folder is refused")
  func twoRuns() throws {
    try withModel { scratch in
      let slow = Self.search + ["--no-native"]
      let first = try RunningCommand(slow, in: scratch.folder)
      let lock = scratch.folder.appending(path: "states/lock").path
      while first.isRunning, !FileManager.default.fileExists(atPath: lock) {
        Thread.sleep(forTimeInterval: 0.005)
      }
      first.signal(SIGSTOP)
      let second = try RunningCommand(slow, in: scratch.folder)
      let code = second.exitCode()
      first.signal(SIGCONT)
      #expect(code == 74)
      #expect(second.text.contains("another run is using it"))
      #expect(first.exitCode() == 0)
      expectWhole(first.text)
    }
  }

  @Test("an interrupted search ends soon, and its folder is whole")
  func interrupted() throws {
    try withModel { scratch in
      let slow = Self.search + ["--no-native"]
      for _ in 0..<3 {
        let running = try RunningCommand(slow, in: scratch.folder)
        running.waitUntilItListens()
        Thread.sleep(forTimeInterval: .random(in: 0.1...0.5))
        running.signal(SIGINT)
        let code = running.exitCode()
        #expect(code == 130 || code == 0)
      }
      let last = try RunningCommand(slow, in: scratch.folder)
      #expect(last.exitCode() == 0)
      expectWhole(last.text)
    }
  }
}
