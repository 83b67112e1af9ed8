import Foundation
import Testing

/// Whatever a trace file says, `p2pcheck trace` shows what the model does, or objects.
@Suite struct TraceTamperTests {
  private static let verify = "cd verdicts && p2pcheck verify --jobs 1 --no-native --quiet"

  /// A model with its options, for each kind of ending one.
  private static let sources = [
    "--property small endings.m", "--property fits endings.m", "--property 'two pages' endings.m",
    "--property 'somebody maps' endings.m", "--property home --failures-end-runs endings.m",
    "--property no-runtime-error endings.m", "--property no-runtime-error guard.m",
    "--property no-runtime-error property.m", "--property no-deadlock stuck.m",
  ]

  @Test("each value of a file is changed, alone", arguments: sources)
  func values(source: String) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let file = try trace(source, in: scratch)
    let original = try JSONSerialization.jsonObject(with: try Data(contentsOf: file))
    let shown = try scratch.run("cd verdicts && p2pcheck trace \(file.path)")
    #expect(shown.contains(/replayed: `[a-z]+\.m` does exactly this/))
    var tried = 0
    for path in Leaves.paths(of: original) {
      let tampered = Leaves.changing(original, at: path[...])
      try JSONSerialization.data(withJSONObject: tampered).write(to: file)
      let answer = try scratch.run("cd verdicts && p2pcheck trace \(file.path)")
      let objects = answer.hasSuffix("[exit 1]\n") || answer.hasSuffix("[exit 74]\n")
      #expect(objects || answer == shown || answer.contains("\nnot replayed: "), "\(path): \(answer)")
      tried += 1
    }
    #expect(tried > 20)
  }

  @Test("what is added, taken away or said twice is objected to")
  func members() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let file = try trace(Self.sources[0], in: scratch)
    let text = try String(contentsOf: file, encoding: .utf8)
    for (old, new) in [
      ("\"views\":", "\"note\": \"all is well\", \"views\":"),
      ("\"format\": \"ITF\",", ""),
      ("\"claim\": \"small\",", "\"claim\": \"small\", \"claim\": \"divides\","),
      ("\"index\": 1,", "\"index\": 1, \"operation\": \"munmap\","),
      ("\"at\": {", "\"more\": 1, \"at\": {"),
    ] {
      #expect(text.contains(old), "\(old)")
      try text.replacing(old, with: new, maxReplacements: 1).write(
        to: file, atomically: true, encoding: .utf8)
      let answer = try scratch.run("cd verdicts && p2pcheck trace \(file.path)")
      #expect(answer.hasSuffix("[exit 1]\n") || answer.hasSuffix("[exit 74]\n"), "\(new): \(answer)")
    }
  }

  @Test(
    "in no form is shown what only the file says",
    arguments: ["text", "itf", "html", "mermaid", "dot", "kselftest", "text --explain"])
  func forms(form: String) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let file = try trace(Self.sources[0], in: scratch)
    let command = "cd verdicts && p2pcheck trace \(file.path) --format \(form) 2>/dev/null"
    let shown = try scratch.run(command)
    #expect(shown.contains("map"))
    let text = try String(contentsOf: file, encoding: .utf8)
    for word in ["do_mmap", "mmap 0 2", "\"process_0\"", "\"n\"", "endings.m\"", "count < 2", "MAPPED"] {
      #expect(text.contains(word))
      let forged = text.replacing(word, with: word.hasSuffix("\"") ? "forged\"" : "forged")
      try forged.write(to: file, atomically: true, encoding: .utf8)
      let answer = try scratch.run(command)
      let isRefused = answer.hasSuffix("[exit 1]\n") || answer.hasSuffix("[exit 74]\n")
      // Of a trace that is not replayed is shown what it says, and said so.
      let isUnknown = try scratch.run("cd verdicts && p2pcheck trace \(file.path)").contains("not replayed: ")
      #expect(isUnknown || isRefused, "\(word)")
      #expect(isUnknown || !answer.contains("forged") || answer.contains("the file is wrong: "), "\(word)")
    }
  }

  /// The file that the first trace is saved to.
  private func trace(_ source: String, in scratch: Scratch) throws -> URL {
    _ = try scratch.run("\(Self.verify) \(source) --trace-dir traces")
    let folder = scratch.folder.appending(path: "verdicts/traces")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return folder.appending(path: try #require(names.first))
  }
}

/// The texts, numbers and truth values of a JSON text.
private enum Leaves {
  enum Key { case name(String), index(Int) }

  static func paths(of json: Any, _ path: [Key] = []) -> [[Key]] {
    if let object = json as? [String: Any] {
      return object.sorted { $0.key < $1.key }.flatMap { paths(of: $1, path + [.name($0)]) }
    }
    if let array = json as? [Any] {
      return array.enumerated().flatMap { paths(of: $1, path + [.index($0)]) }
    }
    return [path]
  }

  static func changing(_ json: Any, at path: ArraySlice<Key>) -> Any {
    switch path.first {
    case .name(let name)?:
      guard var object = json as? [String: Any], let member = object[name] else { return json }
      object[name] = changing(member, at: path.dropFirst())
      return object
    case .index(let index)?:
      guard var array = json as? [Any] else { return json }
      array[index] = changing(array[index], at: path.dropFirst())
      return array
    case nil: return changed(json)
    }
  }

  private static func changed(_ leaf: Any) -> Any {
    if let text = leaf as? String {
      // What looks right: another number, another element, another word.
      if let number = Int(text) { return "\(number + 1)" }
      if text.hasSuffix("_0") { return text.dropLast() + "1" }
      return text + "x"
    }
    if let number = leaf as? Int, !(leaf is Bool) { return number + 1 }
    if let truth = leaf as? Bool { return !truth }
    return "forged"
  }
}
