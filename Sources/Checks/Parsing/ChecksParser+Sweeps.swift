import Diagnostics
import Yams

/// Constants with several values, and verdicts that depend on them.
extension ChecksParser {
  mutating func settings(_ node: Node?) -> [ConstantValues] {
    guard let node, let mapping = mapping(node, "a mapping of constants to values") else { return [] }
    return mapping.compactMap { key, node in
      guard let name = text(key), let values = values(node) else { return nil }
      return ConstantValues(name: name, values: values)
    }
  }

  /// One value, or a list of different ones.
  private mutating func values(_ node: Node) -> [String]? {
    guard let sequence = node.sequence else { return text(node).map { [$0] } }
    var values: [String] = []
    for element in sequence {
      guard let value = text(element) else { return nil }
      if values.contains(value) {
        report(.invalidCheckValue, "the value `\(value)` is listed twice", at: element)
      }
      values.append(value)
    }
    if values.isEmpty { report(.invalidCheckValue, "a constant needs a value", at: node) }
    return values.isEmpty ? nil : values
  }

  /// `VERDICT`, or `{ VERDICT: CASES, ... }`.
  mutating func cases(_ node: Node, of constants: [ConstantValues]) -> [Check.Expected.Case]? {
    guard let mapping = node.mapping else {
      return verdict(node).map { [Check.Expected.Case(verdict: $0, patterns: nil)] }
    }
    let cases: [Check.Expected.Case] = mapping.compactMap { key, node in
      guard let verdict = verdict(key) else { return nil }
      if node.scalar?.string == "otherwise" { return Check.Expected.Case(verdict: verdict, patterns: nil) }
      let nodes = node.sequence.map { Array($0) } ?? [node]
      let patterns = nodes.map { conditions($0, of: constants) }
      return Check.Expected.Case(
        verdict: verdict,
        patterns: patterns.map { conditions in
          SweepPattern(conditions.map { ConstantValues(name: $0.constant.name, values: $0.values) })
        }, conditions: patterns.flatMap(\.self))
    }
    if cases.count(where: { $0.patterns == nil }) > 1 {
      report(.invalidCheckValue, "`otherwise` can be said of one verdict only", at: node)
    }
    return cases
  }

  private mutating func verdict(_ node: Node) -> ExpectedVerdict? {
    value(
      node, "one of `holds`, `explored`, `proved`, `violated`, `reached`, `bounded N`, `unknown`",
      ExpectedVerdict.init)
  }

  /// `{ CONSTANT: VALUE, ... }`, where a list stands for any of its values.
  private mutating func conditions(_ node: Node, of constants: [ConstantValues]) -> [Check.Expected.Case
    .Condition]
  {
    guard let mapping = mapping(node, "`otherwise`, or a mapping of constants to values,") else { return [] }
    return mapping.compactMap { key, node in
      guard let name = text(key), let values = values(node) else { return nil }
      // Of constants that are not swept only the model knows what they can be.
      if let constant = constants.first(where: { $0.name == name && $0.values.count > 1 }) {
        for value in values where !constant.values.contains(value) {
          report(.invalidCheckValue, "`\(value)` is none of the values of `\(name)`", at: node)
        }
      }
      return .init(constant: Check.Named(name: name, range: places.range(of: key)), values: values)
    }
  }
}
