import Checking
package import Diagnostics
import Foundation
import Wording
import Yams

/// Reads the text of a file of checks; every mistake is a diagnostic with its place.
package struct ChecksParser {
  /// Of whatever says how a model is checked and what is expected of it.
  private static let commonKeys = [
    "model", "set", "engine", "any", "deadlock", "symmetry", "failures-end-runs", "max-depth", "memory",
    "timeout",
    "jobs", "properties", "expect", "never-fires", "fires", "vacuous", "not-vacuous",
  ]

  let places: YAMLPlaces
  /// Models are relative to it.
  private let folder: String
  private var diagnostics: [Diagnostic] = []
  private var file = ChecksFile()
  /// Where each id stands, in lower case: some file systems do not tell `a` from `A`.
  private var ids: [String: SourceRange] = [:]

  private init(places: YAMLPlaces, folder: String) {
    self.places = places
    self.folder = folder
  }

  package static func parse(_ file: SourceFile, id: FileID, folder: String) -> Parsed<ChecksFile> {
    var parser = ChecksParser(places: YAMLPlaces(file: file, id: id), folder: folder)
    parser.parse()
    return Parsed(parser.file, diagnostics: parser.diagnostics)
  }

  private mutating func parse() {
    let root: Node?
    do {
      root = try Yams.compose(yaml: places.file.text)
    } catch {
      diagnostics.append(places.diagnostic(for: error))
      return
    }
    guard let root, case .sequence(let nodes) = root else {
      report(
        .invalidCheckValue, "a list of checks is expected here", at: root,
        help: "start each check with `- id: NAME`")
      return
    }
    for node in nodes {
      guard let mapping = node.mapping else {
        report(.invalidCheckValue, "a check is a mapping of keys to values", at: node)
        continue
      }
      if mapping["id"] == nil, let name = mapping["family"] {
        addFamily(name, mapping)
      } else {
        addCheck(mapping, node)
      }
    }
    if file.checks.isEmpty, diagnostics.isEmpty {
      report(
        .invalidCheckValue, "there is no check: everything would be as expected", at: root,
        help: "start each check with `- id: NAME`")
    }
  }

  private mutating func addCheck(_ mapping: Node.Mapping, _ node: Node) {
    refuse(keysOf: mapping, but: ["id", "title", "family"] + Self.commonKeys, of: "a check")
    var check = mapping["family"].flatMap { family($0) }?.inherited ?? Check()
    fill(&check, from: mapping)
    let id = required("id", of: mapping, node)
    if check.model.isEmpty { _ = required("model", of: mapping, node) }
    if let id, let objection = CheckName.objection(to: id) {
      return report(
        .invalidCheckName, "the id `\(id)` \(objection)", at: mapping["id"],
        help: "a folder of proofs is named after it: write, for example, `\(Slug.text(id))`")
    }
    guard let id, !check.model.isEmpty else { return }
    check.identity = CheckIdentity(id: id, title: mapping["title"].flatMap { text($0) })
    let range = mapping["id"].map(places.range) ?? places.range(of: node)
    if let first = ids[id.lowercased()] { return reportTaken("id", id, at: range, first: first) }
    ids[id.lowercased()] = range
    check.range = range
    file.checks.append(check)
  }

  private mutating func addFamily(_ node: Node, _ mapping: Node.Mapping) {
    refuse(keysOf: mapping, but: ["family", "extends"] + Self.commonKeys, of: "a family")
    var template = mapping["extends"].flatMap { family($0) }?.inherited ?? Check()
    fill(&template, from: mapping)
    guard let name = text(node) else { return }
    let range = places.range(of: node)
    if let first = file.families.first(where: { $0.name == name }) {
      return reportTaken("name", name, at: range, first: first.range)
    }
    file.families.append(Family(name: name, range: range, template: template))
  }

  /// One that stands above.
  private mutating func family(_ node: Node) -> Family? {
    guard let name = text(node) else { return nil }
    if let family = file.families.first(where: { $0.name == name }) { return family }
    report(
      .unknownFamily, "there is no family `\(name)` above", at: node,
      help: Suggestion.help(for: name, among: file.families.map(\.name)))
    return nil
  }

  private mutating func reportTaken(_ what: String, _ name: String, at range: SourceRange, first: SourceRange)
  {
    diagnostics.append(
      Diagnostic(
        .error, .duplicateCheck, "the \(what) `\(name)` is taken", at: range,
        labels: [Label(first, "first used here")]))
  }

  private mutating func refuse(keysOf mapping: Node.Mapping, but known: [String], of what: String) {
    for (key, _) in mapping where !known.contains(key.string ?? "") {
      let name = key.string ?? ""
      report(
        .unknownCheckKey, "\(what) has no key `\(name)`", at: key,
        help: Suggestion.help(for: name, among: known))
    }
  }

  /// Whatever is not said stays as it is.
  private mutating func fill(_ check: inout Check, from mapping: Node.Mapping) {
    if let node = mapping["model"], let model = text(node) {
      check.model = model.hasPrefix("/") || folder.isEmpty || model.isEmpty ? model : "\(folder)/\(model)"
      check.modelAsWritten = model
    }
    fillOptions(of: &check, from: mapping)
    for constant in settings(mapping["set"]) {
      if let index = check.settings.firstIndex(where: { $0.name == constant.name }) {
        check.settings[index] = constant
      } else {
        check.settings.append(constant)
      }
    }
    if ConstantValues.count(check.settings) == nil {
      report(
        .invalidCheckValue, "these are more than \(ConstantValues.mostCombinations) combinations",
        at: mapping["set"])
    }
    check.properties += names(mapping["properties"])
    for expected in expected(mapping["expect"], of: check.settings) {
      check.expected.removeAll { $0.property.name == expected.property.name }
      check.expected.append(expected)
    }
    let (never, fires) = (names(mapping["never-fires"]), names(mapping["fires"]))
    check.neverFires.say(never, insteadOf: &check.fires)
    check.fires.say(fires, insteadOf: &check.neverFires)
    let (vacuous, meant) = (names(mapping["vacuous"]), names(mapping["not-vacuous"]))
    check.vacuous.say(vacuous, insteadOf: &check.meant)
    check.meant.say(meant, insteadOf: &check.vacuous)
  }

  private mutating func fillOptions(of check: inout Check, from mapping: Node.Mapping) {
    let engines = EngineChoice.allCases.map(\.rawValue)
    let modes = DeadlockMode.allCases.map(\.rawValue)
    if let node = mapping["engine"], let engine = word(node, among: engines).flatMap(EngineChoice.init) {
      check.engine = engine
    }
    if let node = mapping["any"] { check.anySize = text(node) }
    if let node = mapping["deadlock"], let mode = word(node, among: modes).flatMap(DeadlockMode.init) {
      check.deadlock = mode
    }
    if let node = mapping["symmetry"], let choice = word(node, among: ["on", "off", "true", "false"]) {
      check.symmetry = choice == "on" || choice == "true"
    }
    if let node = mapping["failures-end-runs"], let choice = word(node, among: ["true", "false"]) {
      check.failuresEndRuns = choice == "true"
    }
    check.maximumDepth = mapping["max-depth"].flatMap { number($0, from: 0) } ?? check.maximumDepth
    check.jobs = mapping["jobs"].flatMap { number($0, from: 1) } ?? check.jobs
    check.memory =
      mapping["memory"].flatMap { value($0, "a size such as `64M` or `2G`", MemorySize.init) } ?? check.memory
    check.timeout =
      mapping["timeout"].flatMap { value($0, "a duration such as `30s` or `5m`", TimeSpan.init) }
      ?? check.timeout
  }

  mutating func report(_ code: DiagnosticCode, _ message: String, at node: Node?, help: String? = nil) {
    let range = node.map(places.range) ?? places.start
    diagnostics.append(Diagnostic(.error, code, message, at: range, help: help))
  }
}

extension [Check.Named] {
  /// Adds names, which takes back what another list says of them.
  fileprivate mutating func say(_ names: [Check.Named], insteadOf other: inout [Check.Named]) {
    other.removeAll { named in names.contains { $0.name == named.name } }
    append(contentsOf: names)
  }
}
