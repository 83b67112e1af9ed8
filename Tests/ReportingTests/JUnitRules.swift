import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// JUnit XML as Jenkins' xUnit plugin describes it (`junit-10.xsd`), as a judge of files; shares no code with the writer.
struct JUnitRules {
  private struct Rule {
    var attributes: Set<String>
    var required: Set<String> = []
    var children: Set<String> = []
  }

  private static let rules: [String: Rule] = [
    "testsuites": Rule(attributes: ["name", "time", "tests", "failures", "errors"], children: ["testsuite"]),
    "testsuite": Rule(
      attributes: [
        "name", "tests", "failures", "errors", "group", "time", "skipped", "timestamp", "hostname", "id",
        "package", "file", "log", "url",
      ], required: ["name", "tests", "failures", "errors"],
      children: ["testsuite", "properties", "testcase", "system-out", "system-err"]),
    "properties": Rule(attributes: [], children: ["property"]),
    "property": Rule(attributes: ["name", "value"], required: ["name", "value"]),
    "testcase": Rule(
      attributes: ["name", "time", "classname", "group"], required: ["name"],
      children: ["skipped", "error", "failure", "system-out", "system-err"]),
    "failure": Rule(attributes: ["type", "message"]),
    "error": Rule(attributes: ["type", "message"]),
    "skipped": Rule(attributes: ["type", "message"]),
    "system-out": Rule(attributes: []),
    "system-err": Rule(attributes: []),
  ]

  /// What is wrong, each with its place; text that is no XML at all is an error.
  static func objections(to file: Data) throws -> [String] {
    guard let root = try XMLDocument(data: file).rootElement() else { return ["there is no element"] }
    return (root.name == "testsuites" ? [] : ["the root is no `testsuites`"]) + objections(to: root)
      + countObjections(to: root)
  }

  private static func elements(in element: XMLElement) -> [XMLElement] {
    (element.children ?? []).compactMap { $0 as? XMLElement }
  }

  private static func objections(to element: XMLElement) -> [String] {
    let name = element.name ?? ""
    guard let rule = rules[name] else { return ["there is no element `\(name)`"] }
    let attributes = Set((element.attributes ?? []).compactMap(\.name))
    var objections = attributes.subtracting(rule.attributes).map { "`\(name)` has no attribute `\($0)`" }
    objections += rule.required.subtracting(attributes).map { "`\(name)` needs the attribute `\($0)`" }
    let time = element.attribute(forName: "time")?.stringValue ?? ""
    if time.wholeMatch(of: /\d*(\.\d*)?/) == nil { objections.append("`\(time)` is no time") }
    for child in elements(in: element) {
      if !rule.children.contains(child.name ?? "") {
        objections.append("`\(name)` has no `\(child.name ?? "")`")
      }
      objections += Self.objections(to: child)
    }
    return objections
  }

  /// The counts are those of what is in it.
  private static func countObjections(to element: XMLElement) -> [String] {
    let tests = tests(in: element)
    let found = [
      "tests": tests.count,
      "failures": tests.count { !$0.elements(forName: "failure").isEmpty },
      "errors": tests.count { !$0.elements(forName: "error").isEmpty },
    ]
    let wrong = found.filter { element.attribute(forName: $0)?.stringValue != "\($1)" }
    return wrong.keys.sorted().map { "\(element.name ?? "") miscounts `\($0)`" }
      + element.elements(forName: "testsuite").flatMap(countObjections)
  }

  private static func tests(in element: XMLElement) -> [XMLElement] {
    element.elements(forName: "testcase") + element.elements(forName: "testsuite").flatMap(tests)
  }
}
