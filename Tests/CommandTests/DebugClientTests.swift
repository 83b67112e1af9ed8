import Foundation
import Testing

/// The debugger as a client of somebody else's sees it: nvim-dap, in the folder that `P2P_NVIM_DAP` names.
@Suite struct DebugClientTests {
  private static let plugin = ProcessInfo.processInfo.environment["P2P_NVIM_DAP"]

  @Test("nvim-dap goes through a trace", .enabled(if: plugin != nil, "P2P_NVIM_DAP names no folder"))
  func neovim() throws {
    let plugin = try #require(Self.plugin)
    let scratch = try Scratch()
    defer { scratch.remove() }
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "nvim-dap.lua").path
    let output = try scratch.run(
      """
      cd good && p2pcheck verify --jobs 1 --no-native --quiet --set BROKEN=true --trace-dir traces \
      Models/mutex.m > verdicts; HOME=$PWD MODEL=Models/mutex.m LINE=27 \
      TRACE=traces/mutex.one-at-a-time.itf.json timeout 300 nvim --headless -u NONE \
      --cmd 'set rtp^=\(plugin)' -c 'luafile \(script)'
      """)
    let lines = output.split(whereSeparator: \.isNewline).map(String.init)
    #expect(lines.prefix { !$0.hasPrefix("said: ") } == Self.expected[...])
    #expect(lines.contains("replayed: `Models/mutex.m` does exactly this"))
    #expect(lines.last == "      q = process_1: at[process_0] = INSIDE, at[process_1] = INSIDE")
  }

  private static let expected = [
    "launch: 0: boot, line 14", "continue: 4: acquire (p = process_1), line 27", "at: [all: INSIDE]",
    "why unlock (p = process_1): unlock (p = process_1) is enabled",
    "step back: 3: lock (p = process_1), line 22", "step over: 4: acquire (p = process_1), line 27",
    "reverse: 0: boot, line 14", "fire 2: 1: lock (p = process_1)", "fire: 1: lock (p = process_1), line 22",
    "back: 0: boot", "to the end: 4: acquire (p = process_1), line 27",
  ]
}
