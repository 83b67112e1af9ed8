import Diagnostics
package import OrderedJSON

/// What a trace file says otherwise than the trace that its model makes of the same firings.
package enum TraceComparison {
  /// Who wrote the file, and for which check: no replay can tell, and nothing shows it.
  private static let unchecked: Set = ["#meta.tool", "#meta.check"]
  private static let longestText = 60

  /// A clause for each member that differs, in the order of the file.
  package static func differences(of file: JSON, from made: JSON) -> [String] {
    JSONDifference.all(file, made, except: unchecked).map {
      "`\($0.path)` is \(text(of: $0.left)), but by the model \(text(of: $0.right))".visible
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
