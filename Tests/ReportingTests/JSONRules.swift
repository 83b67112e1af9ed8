import OrderedJSON
import Reporting

/// What a JSON value of a published format must look like.
indirect enum JSONRule: Sendable {
  case text
  case words(Set<String>)
  case boolean
  /// Not less than this.
  case integer(Int)
  case list(JSONRule)
  /// Members of any name.
  case map(JSONRule)
  /// Members by name; no others, and those of `required` must be there.
  case object([String: JSONRule], required: Set<String>)

  /// What is wrong, each with its place.
  func objections(to json: JSON, _ place: String = "$") -> [String] {
    switch self {
    case .text: return json.string == nil ? ["\(place): no string"] : []
    case .words(let words):
      return json.string.map(words.contains) == true ? [] : ["\(place): none of \(words.sorted())"]
    case .boolean: return json.boolean == nil ? ["\(place): no boolean"] : []
    case .integer(let least):
      return (json.integer ?? .min) >= least ? [] : ["\(place): no integer >= \(least)"]
    case .list(let rule):
      guard let elements = json.elements else { return ["\(place): no list"] }
      return elements.indices.flatMap { rule.objections(to: elements[$0], "\(place)[\($0)]") }
    case .map(let rule):
      guard let members = json.members else { return ["\(place): no object"] }
      return members.flatMap { rule.objections(to: $0.value, "\(place).\($0.name)") }
    case .object(let rules, let required):
      guard let members = json.members else { return ["\(place): no object"] }
      let names = members.map(\.name)
      var objections = required.subtracting(names).sorted().map { "\(place): no `\($0)`" }
      if Set(names).count != names.count { objections.append("\(place): a member twice") }
      for member in members {
        guard let rule = rules[member.name] else {
          objections.append("\(place): has `\(member.name)`")
          continue
        }
        objections += rule.objections(to: member.value, "\(place).\(member.name)")
      }
      return objections
    }
  }
}

/// SARIF 2.1.0 (OASIS, https://docs.oasis-open.org/sarif/sarif/v2.1.0/), as far as the report uses it; shares no code with it.
enum SARIFRules {
  private static let message = JSONRule.object(["text": .text], required: ["text"])

  private static let region = JSONRule.object(
    [
      "startLine": .integer(1), "startColumn": .integer(1), "endLine": .integer(1), "endColumn": .integer(1),
    ], required: ["startLine"])

  private static let location = JSONRule.object(
    [
      "id": .integer(-1), "message": message,
      "physicalLocation": .object(
        [
          "artifactLocation": .object(["uri": .text, "uriBaseId": .text], required: []), "region": region,
        ], required: ["artifactLocation"]),
      "logicalLocations": .list(.object(["name": .text, "fullyQualifiedName": .text], required: [])),
    ], required: [])

  private static let level = JSONRule.words(["none", "note", "warning", "error"])

  private static let rule = JSONRule.object(
    [
      "id": .text, "shortDescription": message, "fullDescription": message, "help": message,
      "defaultConfiguration": .object(["level": level], required: []),
    ], required: ["id"])

  private static let flow = JSONRule.object(
    [
      "threadFlows": .list(
        .object(
          [
            "locations": .list(
              .object(
                ["location": location, "executionOrder": .integer(-1), "state": .map(message)], required: []))
          ], required: ["locations"]))
    ], required: ["threadFlows"])

  private static let result = JSONRule.object(
    [
      "ruleId": .text, "ruleIndex": .integer(-1), "level": level, "message": message,
      "locations": .list(location), "relatedLocations": .list(location), "codeFlows": .list(flow),
      "partialFingerprints": .map(.text),
    ], required: ["message"])

  private static let run = JSONRule.object(
    [
      "tool": .object(
        [
          "driver": .object(
            ["name": .text, "semanticVersion": .text, "rules": .list(rule)], required: ["name"])
        ], required: ["driver"]),
      "automationDetails": .object(["id": .text], required: []),
      "invocations": .list(
        .object(
          [
            "executionSuccessful": .boolean, "exitCode": .integer(0),
            "toolExecutionNotifications": .list(
              .object(["level": level, "message": message], required: ["message"])),
          ], required: ["executionSuccessful"])),
      "originalUriBaseIds": .map(.object(["uri": .text, "description": message], required: [])),
      "columnKind": .words(["utf16CodeUnits", "unicodeCodePoints"]), "results": .list(result),
    ], required: ["tool"])

  private static let log = JSONRule.object(
    ["$schema": .text, "version": .words(["2.1.0"]), "runs": .list(run)], required: ["version", "runs"])

  static func objections(to json: JSON) -> [String] {
    var objections = log.objections(to: json)
    for run in json["runs"]?.elements ?? [] {
      let rules = (run["tool"]?["driver"]?["rules"]?.elements ?? []).map { $0["id"]?.string ?? "" }
      if Set(rules).count != rules.count { objections.append("a rule twice") }
      for result in run["results"]?.elements ?? [] {
        objections += Self.objections(to: result, rules)
      }
    }
    return objections
  }

  /// What the schema cannot say: indices point at what is meant, URIs are URIs, regions end after they start.
  private static func objections(to result: JSON, _ rules: [String]) -> [String] {
    var objections: [String] = []
    if let index = result["ruleIndex"]?.integer, rules[index] != result["ruleId"]?.string {
      objections.append("rule \(index) is not \(result["ruleId"]?.string ?? "")")
    }
    let related = result["relatedLocations"]?.elements ?? []
    let ids = related.compactMap { $0["id"]?.integer }
    if Set(ids).count != related.count { objections.append("a related location without its own id") }
    for location in (result["locations"]?.elements ?? []) + related {
      guard let place = location["physicalLocation"], let region = place["region"] else {
        objections.append("a location that is nowhere")
        continue
      }
      let uri = place["artifactLocation"]?["uri"]?.string ?? ""
      let isAbsolute = place["artifactLocation"]?["uriBaseId"] == nil
      if uri.wholeMatch(of: /[A-Za-z0-9._~%\/:\-]+/) == nil || uri.contains(":") != isAbsolute
        || uri.hasPrefix("file:///") != isAbsolute
      {
        objections.append("`\(uri)` is no URI")
      }
      let ends = ["startLine", "startColumn", "endLine", "endColumn"].map { region[$0]?.integer ?? 0 }
      if (ends[2], ends[3]) < (ends[0], ends[1]) { objections.append("a region that ends before it starts") }
    }
    return objections
  }
}

/// GitLab's code quality reports, from https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format.
enum GitLabRules {
  private static let issue = JSONRule.object(
    [
      "description": .text, "check_name": .text, "fingerprint": .text,
      "severity": .words(["info", "minor", "major", "critical", "blocker"]),
      "location": .object(
        [
          "path": .text,
          "lines": .object(["begin": .integer(1), "end": .integer(1)], required: ["begin"]),
        ], required: ["path", "lines"]),
    ], required: ["description", "check_name", "fingerprint", "severity", "location"])

  static func objections(to json: JSON) -> [String] {
    var objections = JSONRule.list(issue).objections(to: json)
    let fingerprints = (json.elements ?? []).map { $0["fingerprint"] }
    if Set(fingerprints).count != fingerprints.count { objections.append("a fingerprint twice") }
    return objections
  }
}
