import OrderedJSON

/// How far checks are, as an editor is told, if it wants to hear of it.
struct CheckProgress {
  /// Whether the editor shows work that is under way, and asks for lenses again when told to.
  private let showsProgress: Bool
  private let refreshesLenses: Bool
  private var lastRequest = 0

  init(_ capabilities: JSON?) {
    showsProgress = capabilities?["window"]?["workDoneProgress"]?.boolean ?? false
    refreshesLenses = capabilities?["workspace"]?["codeLens"]?["refreshSupport"]?.boolean ?? false
  }

  mutating func begin(_ check: ModelCheck) -> [JSON] {
    let lenses = refresh()
    guard showsProgress else { return lenses }
    let name = check.path.split(separator: "/").last.map(String.init) ?? check.path
    return [
      request("window/workDoneProgress/create", .object(["token": .string(Self.token(check))])),
      Self.progress(
        check,
        .object([
          "kind": .string("begin"), "title": .string("checking \(name)"), "cancellable": .boolean(true),
        ])),
    ] + lenses
  }

  func report(_ check: ModelCheck, _ message: String) -> [JSON] {
    showsProgress
      ? [Self.progress(check, .object(["kind": .string("report"), "message": .string(message)]))] : []
  }

  /// The number of the check that an editor calls so.
  static func check(of token: JSON?) -> Int? {
    guard let text = token?.string, text.hasPrefix(prefix) else { return nil }
    return Int(text.dropFirst(prefix.count))
  }

  private static let prefix = "check-"

  mutating func end(_ check: ModelCheck, _ message: String) -> [JSON] {
    let lenses = refresh()
    guard showsProgress else { return lenses }
    return [Self.progress(check, .object(["kind": .string("end"), "message": .string(message)]))] + lenses
  }

  private mutating func refresh() -> [JSON] {
    refreshesLenses ? [request("workspace/codeLens/refresh", nil)] : []
  }

  private mutating func request(_ method: String, _ parameters: JSON?) -> JSON {
    lastRequest += 1
    return .object([
      "jsonrpc": .string("2.0"), "id": .string("p2pcheck-\(lastRequest)"), "method": .string(method),
      "params": parameters,
    ])
  }

  private static func token(_ check: ModelCheck) -> String { prefix + "\(check.id)" }

  private static func progress(_ check: ModelCheck, _ value: JSON) -> JSON {
    .object([
      "jsonrpc": .string("2.0"), "method": .string("$/progress"),
      "params": .object(["token": .string(token(check)), "value": value]),
    ])
  }
}
