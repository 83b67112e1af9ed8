import Debugger
import OrderedJSON

/// A client that sends requests one after the other and keeps what it is answered.
struct DebugClient {
  private var server: DebugServer
  private var lastNumber = 0
  /// All that came, in order.
  private(set) var messages: [JSON] = []

  init(_ loader: SessionLoader = SessionLoader()) { server = DebugServer(loader: loader) }

  var isOver: Bool { server.ending != nil }

  /// What a request is answered, its response and all events that came with it.
  mutating func ask(_ command: String, _ arguments: JSON? = nil) -> [JSON] {
    lastNumber += 1
    let answers = server.answer([
      .success(
        .object([
          "seq": .integer(lastNumber), "type": .string("request"), "command": .string(command),
          "arguments": arguments,
        ]))
    ])
    messages += answers
    return answers
  }

  /// The body of the response to a request that succeeds; nil if it fails.
  mutating func result(_ command: String, _ arguments: KeyValuePairs<String, JSON?> = [:]) -> JSON? {
    let response = ask(command, .object(arguments)).first { $0["type"]?.string == "response" }
    return response?["success"]?.boolean == true ? response?["body"] ?? .null : nil
  }

  /// Sends something that need not be a request.
  mutating func send(_ messages: [Result<JSON, JSONError>]) -> [JSON] { server.answer(messages) }

  mutating func launch(_ arguments: KeyValuePairs<String, JSON?>) {
    _ = ask("initialize", .object(["adapterID": .string("p2pcheck")]))
    _ = ask("launch", .object(arguments))
    _ = ask("configurationDone")
  }

  /// The name of the newest frame.
  mutating func place() -> String {
    result("stackTrace")?["stackFrames"]?.elements?.first?["name"]?.string ?? "nowhere"
  }

  /// The result of an expression, or the message that there is none.
  mutating func evaluate(_ expression: String, in context: String = "watch") -> String {
    let answers = ask(
      "evaluate", .object(["expression": .string(expression), "context": .string(context)]))
    let response = answers.first { $0["type"]?.string == "response" }
    return response?["body"]?["result"]?.string ?? response?["message"]?.string ?? "nothing"
  }
}
