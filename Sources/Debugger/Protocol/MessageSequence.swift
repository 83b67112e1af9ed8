import OrderedJSON

/// What goes to the client, numbered in its order: a response comes before the events that the request led to.
struct MessageSequence {
  private var pending: [JSON?] = []
  private var lastNumber = 0

  /// A place for the response to a request that is being worked on.
  mutating func reserve() -> Int {
    pending.append(nil)
    return pending.count - 1
  }

  /// There is no response in this place, nor anything that was said meanwhile.
  mutating func release(_ place: Int) { pending.removeSubrange(place...) }

  mutating func respond(to request: JSON, _ body: JSON?, at place: Int) {
    pending[place] = .object([
      "type": .string("response"), "request_seq": .integer(request["seq"]?.integer ?? 0),
      "success": .boolean(true), "command": request["command"], "body": body,
    ])
  }

  mutating func refuse(_ request: JSON, _ message: String) {
    pending.append(
      .object([
        "type": .string("response"), "request_seq": .integer(request["seq"]?.integer ?? 0),
        "success": .boolean(false), "command": .string(request["command"]?.string ?? ""),
        "message": .string(message),
        "body": .object([
          "error": .object([
            "id": .integer(1), "format": .string(Self.escaped(message)), "showUser": .boolean(true),
          ])
        ]),
      ]))
  }

  mutating func event(_ name: String, _ body: JSON? = nil) {
    pending.append(.object(["type": .string("event"), "event": .string(name), "body": body]))
  }

  mutating func output(_ lines: [String], category: String) {
    guard !lines.isEmpty else { return }
    let text = lines.map { $0 + "\n" }.joined()
    event("output", .object(["category": .string(category), "output": .string(text)]))
  }

  /// All of it, with numbers.
  mutating func take() -> [JSON] {
    defer { pending = [] }
    return pending.compactMap { message in
      guard case .object(let members)? = message else { return nil }
      lastNumber += 1
      return .object([JSON.Member("seq", .integer(lastNumber))] + members)
    }
  }

  /// Braces stand for variables in a format.
  private static func escaped(_ text: String) -> String {
    String(text.map { $0 == "{" ? "(" : $0 == "}" ? ")" : $0 })
  }
}
