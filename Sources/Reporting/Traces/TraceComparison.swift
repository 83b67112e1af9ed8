import Diagnostics

/// What a trace file says otherwise than the trace that its model makes of the same firings.
package enum TraceComparison {
  /// Who wrote the file, and for which check: no replay can tell, and nothing shows it.
  private static let unchecked: Set = ["#meta.tool", "#meta.check"]
  private static let longestText = 60

  /// A clause for each member that differs, in the order of the file.
  package static func differences(of file: JSON, from made: JSON) -> [String] {
    var differences: [String] = []
    compare(file, made, at: "", &differences)
    return differences
  }

  private static func compare(_ file: JSON?, _ made: JSON?, at path: String, _ differences: inout [String]) {
    guard file != made, !unchecked.contains(path) else { return }
    let prefix = path.isEmpty ? "" : path + "."
    if case .object(let members)? = file, case .object(let expected)? = made,
      Set(members.map(\.name)).count == members.count
    {
      for member in members {
        compare(member.value, made?[member.name], at: prefix + member.name, &differences)
      }
      for member in expected where file?[member.name] == nil {
        compare(nil, member.value, at: prefix + member.name, &differences)
      }
    } else if case .array(let elements)? = file, case .array(let expected)? = made,
      elements.count == expected.count
    {
      for (index, pair) in zip(elements, expected).enumerated() {
        compare(pair.0, pair.1, at: "\(path)[\(index)]", &differences)
      }
    } else {
      differences.append(
        "`\(path)` is \(text(of: file)), but by the model \(text(of: made))".visible)
    }
  }

  private static func text(of json: JSON?) -> String {
    guard let json else { return "not there" }
    let text = JSONWriter.text(of: json).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return text.count <= longestText ? text : text.prefix(longestText - 3) + "..."
  }
}

extension JSON {
  /// The same trace file, with the model's files named as `path` says.
  package func relocated(_ path: (String) -> String) -> JSON {
    switch self {
    case .object(let members):
      .object(
        members.map { member in
          if ["file", "source"].contains(member.name), case .string(let name) = member.value {
            return Member(member.name, .string(path(name)))
          }
          return Member(member.name, member.value.relocated(path))
        })
    case .array(let elements): .array(elements.map { $0.relocated(path) })
    case .null, .boolean, .integer, .real, .string: self
    }
  }
}
