/// A place in which two JSON texts say different things.
package struct JSONDifference {
  /// `combinations[0].verdicts[2]`; empty for the whole.
  package let path: String
  /// Nil where there is nothing.
  package let left: JSON?
  package let right: JSON?

  /// All of them, in the order of the left one; what stands at these paths is not looked at.
  package static func all(_ left: JSON, _ right: JSON, except paths: Set<String> = []) -> [JSONDifference] {
    var differences: [JSONDifference] = []
    compare(left, right, at: "", except: paths, &differences)
    return differences
  }

  private static func compare(
    _ left: JSON?, _ right: JSON?, at path: String, except paths: Set<String>,
    _ differences: inout [JSONDifference]
  ) {
    guard left != right, !paths.contains(path) else { return }
    let prefix = path.isEmpty ? "" : path + "."
    if case .object(let members)? = left, case .object(let expected)? = right,
      Set(members.map(\.name)).count == members.count
    {
      for member in members {
        compare(member.value, right?[member.name], at: prefix + member.name, except: paths, &differences)
      }
      for member in expected where left?[member.name] == nil {
        compare(nil, member.value, at: prefix + member.name, except: paths, &differences)
      }
    } else if case .array(let elements)? = left, case .array(let expected)? = right,
      elements.count == expected.count
    {
      for (index, pair) in zip(elements, expected).enumerated() {
        compare(pair.0, pair.1, at: "\(path)[\(index)]", except: paths, &differences)
      }
    } else {
      differences.append(JSONDifference(path: path, left: left, right: right))
    }
  }
}
