import Foundation
import OrderedJSON
import Testing

/// Models that a language server checks while it goes on serving.
@Suite struct LensTests {
  private static func request(_ id: Int?, _ method: String, _ parameters: JSON) -> JSON {
    .object([
      "jsonrpc": .string("2.0"), "id": id.map(JSON.integer), "method": .string(method), "params": parameters,
    ])
  }

  @Test("a check that is asked for ends with verdicts above the properties")
  func check() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let uri = JSON.string("file://\(scratch.folder.path)/good/Models/mutex.m")
    let server = try EditorProcess(["lsp"], in: scratch.folder)
    let capabilities = JSON.object(["window": .object(["workDoneProgress": .boolean(true)])])
    try server.send(Self.request(1, "initialize", .object(["capabilities": capabilities])))
    let command = JSON.object(["command": .string("p2pcheck.check"), "arguments": .array([uri])])
    try server.send(Self.request(2, "workspace/executeCommand", command))
    let answer = try server.next { $0["id"] == .integer(2) }
    #expect(answer?["result"] == .null)
    let end = try server.next { $0["params"]?["value"]?["kind"]?.string == "end" }
    #expect(end?["params"]?["value"]?["message"]?.string == "5 hold, 0 violated, 0 unknown")
    try server.send(
      Self.request(3, "textDocument/codeLens", .object(["textDocument": .object(["uri": uri])])))
    let lenses = try server.next { $0["id"] == .integer(3) }?["result"]?.elements
    #expect(
      lenses?.compactMap { $0["command"]?["title"]?.string }
        == [
          "no-runtime-error: explored, no-deadlock: explored", "explored", "reached after 1 step", "explored",
        ])
    try server.send(Self.request(4, "shutdown", .null))
    try server.send(Self.request(nil, "exit", .null))
    #expect(try server.exitCode() == 0)
  }

  @Test("a server whose editor goes away does not wait for a check", arguments: [true, false])
  func departure(isOrderly: Bool) throws {
    let endless = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Endless")
    let scratch = try Scratch(fixtures: endless)
    defer { scratch.remove() }
    let uri = JSON.string("file://\(scratch.folder.path)/many_states.m")
    let server = try EditorProcess(["lsp"], in: scratch.folder)
    try server.send(Self.request(1, "initialize", .object(["capabilities": .object([JSON.Member]())])))
    let command = JSON.object(["command": .string("p2pcheck.check"), "arguments": .array([uri])])
    try server.send(Self.request(2, "workspace/executeCommand", command))
    #expect(try server.next { $0["id"] == .integer(2) } != nil)
    if isOrderly {
      try server.send(Self.request(3, "shutdown", .null))
      try server.send(Self.request(nil, "exit", .null))
    }
    #expect(try server.exitCode() == (isOrderly ? 0 : 1))
  }
}
