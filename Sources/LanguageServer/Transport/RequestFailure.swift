import OrderedJSON

/// Why a request has no result.
struct RequestFailure: Error {
  /// Codes of JSON-RPC 2.0 and of the Language Server Protocol.
  enum Code: Int {
    case parse = -32700, invalid = -32600, unknownMethod = -32601, parameters = -32602, notInitialized =
      -32002
    case failed = -32803
  }

  let code: Code
  let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  func answer(id: JSON) -> JSON {
    .object([
      "jsonrpc": .string("2.0"), "id": id,
      "error": .object(["code": .integer(code.rawValue), "message": .string(message)]),
    ])
  }
}
