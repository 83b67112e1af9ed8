import Checking
import Diagnostics
import Foundation
import Reporting
import Yams

/// Reads the text of a file of checks; every mistake is a diagnostic with its place.
struct ChecksParser {
  private static let keys = [
    "id", "title", "model", "set", "engine", "deadlock", "symmetry", "max-depth", "memory", "timeout", "jobs",
    "properties", "expect", "never-fires", "vacuous",
  ]

  private let places: YAMLPlaces
  /// Models are relative to it.
  private let folder: String
  private var diagnostics: [Diagnostic] = []

  private init(places: YAMLPlaces, folder: String) {
    self.places = places
    self.folder = folder
  }

  static func parse(_ file: SourceFile, id: FileID, folder: String) -> Parsed<[Check]> {
    var parser = ChecksParser(places: YAMLPlaces(file: file, id: id), folder: folder)
    let checks = parser.checks()
    return Parsed(checks, diagnostics: parser.diagnostics)
  }

  private mutating func checks() -> [Check] {
    let root: Node?
    do {
      root = try Yams.compose(yaml: places.file.text)
    } catch {
      diagnostics.append(places.diagnostic(for: error))
      return []
    }
    guard let root, case .sequence(let nodes) = root else {
      report(
        .invalidCheckValue, "a list of checks is expected here", at: root,
        help: "start each check with `- id: NAME`")
      return []
    }
    guard !nodes.isEmpty else {
      report(
        .invalidCheckValue, "there is no check: everything would be as expected", at: root,
        help: "start each check with `- id: NAME`")
      return []
    }
    var checks: [Check] = []
    // In lower case: some file systems do not tell `a` from `A`.
    var places: [String: SourceRange] = [:]
    for node in nodes {
      guard var check = check(node) else { continue }
      let range = node.mapping?["id"].map(self.places.range) ?? self.places.range(of: node)
      let id = check.identity.id
      if let first = places[id.lowercased()] {
        diagnostics.append(
          Diagnostic(
            .error, .duplicateCheck, "the id `\(id)` is taken", at: range,
            labels: [Label(first, "first used here")]))
      } else {
        places[id.lowercased()] = range
        check.range = range
        checks.append(check)
      }
    }
    return checks
  }

  private mutating func check(_ node: Node) -> Check? {
    guard let mapping = node.mapping else {
      report(.invalidCheckValue, "a check is a mapping of keys to values", at: node)
      return nil
    }
    for (key, _) in mapping where !Self.keys.contains(key.string ?? "") {
      let name = key.string ?? ""
      report(
        .unknownCheckKey, "a check has no key `\(name)`", at: key,
        help: Suggestion.help(for: name, among: Self.keys))
    }
    let id = required("id", of: mapping, node)
    let model = required("model", of: mapping, node)
    if let id, let objection = CheckName.objection(to: id) {
      report(
        .invalidCheckName, "the id `\(id)` \(objection)", at: mapping["id"],
        help: "a folder of proofs is named after it: write, for example, `\(Slug.text(id))`")
      return nil
    }
    guard let id, let model else { return nil }
    let path = model.hasPrefix("/") || folder.isEmpty ? model : "\(folder)/\(model)"
    var check = Check(
      identity: CheckIdentity(id: id, title: mapping["title"].flatMap { text($0) }), model: path,
      modelAsWritten: model)
    fillOptions(of: &check, from: mapping)
    check.settings = settings(mapping["set"])
    check.properties = names(mapping["properties"])
    check.expected = expected(mapping["expect"], of: check.settings)
    check.neverFires = names(mapping["never-fires"])
    check.vacuous = names(mapping["vacuous"])
    return check
  }

  private mutating func fillOptions(of check: inout Check, from mapping: Node.Mapping) {
    let engines = EngineChoice.allCases.map(\.rawValue)
    let modes = DeadlockMode.allCases.map(\.rawValue)
    if let node = mapping["engine"], let engine = word(node, among: engines).flatMap(EngineChoice.init) {
      check.engine = engine
    }
    if let node = mapping["deadlock"], let mode = word(node, among: modes).flatMap(DeadlockMode.init) {
      check.deadlock = mode
    }
    if let node = mapping["symmetry"], let choice = word(node, among: ["on", "off", "true", "false"]) {
      check.symmetry = choice == "on" || choice == "true"
    }
    check.maximumDepth = mapping["max-depth"].flatMap { number($0, from: 0) }
    check.jobs = mapping["jobs"].flatMap { number($0, from: 1) }
    check.memory = mapping["memory"].flatMap { value($0, "a size such as `64M` or `2G`", MemorySize.init) }
    check.timeout = mapping["timeout"].flatMap {
      value($0, "a duration such as `30s` or `5m`", TimeSpan.init)
    }
  }

  // MARK: Values

  private mutating func required(_ key: String, of mapping: Node.Mapping, _ node: Node) -> String? {
    guard let value = mapping[key] else {
      report(.missingCheckKey, "a check needs the key `\(key)`", at: node)
      return nil
    }
    guard let text = text(value), !text.isEmpty else { return nil }
    return text
  }

  mutating func text(_ node: Node) -> String? {
    guard let scalar = node.scalar else {
      report(.invalidCheckValue, "a text is expected here", at: node)
      return nil
    }
    return scalar.string
  }

  private mutating func word(_ node: Node, among words: [String]) -> String? {
    if let scalar = node.scalar, words.contains(scalar.string) { return scalar.string }
    let listed = words.map { "`\($0)`" }.joined(separator: ", ")
    report(.invalidCheckValue, "one of \(listed) is expected here", at: node)
    return nil
  }

  private mutating func number(_ node: Node, from lowest: Int) -> Int? {
    if let number = node.scalar.flatMap({ Int($0.string) }), number >= lowest { return number }
    report(.invalidCheckValue, "a number from \(lowest) on is expected here", at: node)
    return nil
  }

  mutating func value<Wanted>(_ node: Node, _ wanted: String, _ make: (String) -> Wanted?) -> Wanted? {
    if let value = node.scalar.flatMap({ make($0.string) }) { return value }
    report(.invalidCheckValue, "\(wanted) is expected here", at: node)
    return nil
  }

  mutating func mapping(_ node: Node?, _ wanted: String) -> Node.Mapping? {
    guard let node else { return nil }
    if node.mapping == nil { report(.invalidCheckValue, "\(wanted) is expected here", at: node) }
    return node.mapping
  }

  private mutating func expected(_ node: Node?, of constants: [ConstantValues]) -> [Check.Expected] {
    guard let mapping = mapping(node, "a mapping of properties to verdicts") else { return [] }
    return mapping.compactMap { key, node in
      guard let name = text(key), let cases = cases(node, of: constants) else { return nil }
      return Check.Expected(
        property: Check.Named(name: name.visible, range: places.range(of: key)), cases: cases)
    }
  }

  private mutating func names(_ node: Node?) -> [Check.Named] {
    guard let node else { return [] }
    guard let sequence = node.sequence else {
      report(.invalidCheckValue, "a list of names is expected here", at: node)
      return []
    }
    return sequence.compactMap { node in
      text(node).map { Check.Named(name: $0.visible, range: places.range(of: node)) }
    }
  }

  mutating func report(_ code: DiagnosticCode, _ message: String, at node: Node?, help: String? = nil) {
    let range = node.map(places.range) ?? places.start
    diagnostics.append(Diagnostic(.error, code, message, at: range, help: help))
  }
}
