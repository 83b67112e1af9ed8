import Diagnostics
import Foundation
import LanguageServer
import ModelIR
import OrderedJSON
import Refinement

/// An editor of a few files, of which it has some open.
struct Editor {
  private var server: LanguageServer
  private var texts: [String: String]
  private var nextID = 1
  /// What the server says is wrong, by file: `line:column code`, counted from 1.
  private(set) var mistakes: [String: [String]] = [:]
  /// The methods of what else the server says, in order.
  private(set) var notices: [String] = []

  init(_ texts: [String: String], capabilities: JSON? = nil) {
    self.texts = texts
    server = LanguageServer(
      version: "1", files: Files(texts: texts),
      refinements: RefinementReader { Refinement.read($0, refines: $1, as: $2).diagnostics })
    _ = ask(
      "initialize", .object(["rootUri": .string("file:///models"), "capabilities": capabilities]))
    tell("initialized", .object([]))
  }

  mutating func open(_ path: String) {
    tell(
      "textDocument/didOpen",
      .object([
        "textDocument": .object([
          "uri": .string("file://\(path)"), "version": .integer(1), "text": .string(texts[path] ?? ""),
          "languageId": .string("murphi"),
        ])
      ]))
  }

  mutating func change(_ path: String, _ changes: JSON...) {
    tell(
      "textDocument/didChange",
      .object([
        "textDocument": .object(["uri": .string("file://\(path)"), "version": .integer(2)]),
        "contentChanges": .array(changes),
      ]))
  }

  mutating func tell(_ method: String, _ parameters: JSON) {
    take(server.answer([.success(.object(["method": .string(method), "params": parameters]))]))
  }

  /// The result, or the error as a string.
  mutating func ask(_ method: String, _ parameters: JSON) -> JSON {
    let id = JSON.integer(nextID)
    nextID += 1
    let answers = server.answer([
      .success(.object(["id": id, "method": .string(method), "params": parameters]))
    ])
    take(answers)
    guard let answer = answers.first(where: { $0["id"] == id }) else { return .null }
    return answer["result"] ?? .string("error: \(answer["error"]?["message"]?.string ?? "")")
  }

  /// The titles of the lenses of a file, with the lines from 1 that they are above.
  mutating func lenses(_ path: String) -> [String] {
    let document = JSON.object(["uri": .string("file://\(path)")])
    return ask("textDocument/codeLens", .object(["textDocument": document])).elements?.map { lens in
      "\((lens["range"]?["start"]?["line"]?.integer ?? -2) + 1) \(lens["command"]?["title"]?.string ?? "")"
    } ?? []
  }

  /// The checks that the server wants to have done.
  mutating func checks() -> [ModelCheck] {
    server.takeOrders().compactMap { if case .begin(let check) = $0 { check } else { nil } }
  }

  /// The checks that it wants to have ended.
  mutating func cancellations() -> [Int] {
    server.takeOrders().compactMap { if case .cancel(let id) = $0 { id } else { nil } }
  }

  mutating func report(_ check: ModelCheck) { take(server.report(check, "a thousand states")) }

  mutating func finish(_ check: ModelCheck, _ verdicts: [PropertyID: String]) {
    take(
      server.finish(
        check, CheckOutcome(verdicts: verdicts, builtIn: "no-deadlock: explored", summary: "it is over")))
  }

  /// Asks about the first place of `mark` in a file, one character behind its `|`.
  mutating func ask(
    _ request: String, _ path: String, at mark: String, _ more: KeyValuePairs<String, JSON?> = [:]
  ) -> JSON {
    let parts = mark.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let text = texts[path] ?? ""
    guard let range = text.range(of: parts.joined()) else { return .string("no such place") }
    let offset = text.index(range.lowerBound, offsetBy: parts[0].count)
    let before = text[..<offset].split(separator: "\n", omittingEmptySubsequences: false)
    let position = JSON.object([
      "line": .integer(before.count - 1), "character": .integer(before.last?.utf16.count ?? 0),
    ])
    var members = [
      JSON.Member("textDocument", .object(["uri": .string("file://\(path)")])), .init("position", position),
    ]
    members += more.compactMap { name, value in value.map { .init(name, $0) } }
    return ask("textDocument/\(request)", .object(members))
  }

  private mutating func take(_ answers: [JSON]) {
    notices += answers.compactMap { $0["method"]?.string }.filter { !$0.hasSuffix("publishDiagnostics") }
    for answer in answers where answer["method"]?.string == "textDocument/publishDiagnostics" {
      let path = String(answer["params"]?["uri"]?.string?.dropFirst("file://".count) ?? "")
      mistakes[path] = answer["params"]?["diagnostics"]?.elements?.map {
        "\(Self.place($0["range"])) \($0["code"]?.string ?? "")"
      }
    }
  }

  /// `line:column` from 1 of a range's start.
  static func place(_ range: JSON?) -> String {
    "\((range?["start"]?["line"]?.integer ?? -2) + 1):\((range?["start"]?["character"]?.integer ?? -2) + 1)"
  }

  /// `file:line:column` of locations, in order.
  static func places(_ answer: JSON) -> [String] {
    (answer.elements ?? [answer]).map { location in
      let name = location["uri"]?.string?.split(separator: "/").last ?? "here"
      return "\(name):\(place(location["range"]))"
    }.sorted()
  }
}

private struct Files: FileAccess {
  let texts: [String: String]

  func bytes(of path: String) -> [UInt8]? { texts[path].map { Array($0.utf8) } }
  func models(in folder: String) -> [String] {
    texts.keys.filter { $0.hasPrefix(folder + "/") && !$0.dropFirst(folder.count + 1).contains("/") }.sorted()
  }
  func path(_ path: String, includedIn file: String) -> String {
    (file.split(separator: "/").dropLast().map { "/" + $0 } + ["/" + path]).joined()
  }
}
