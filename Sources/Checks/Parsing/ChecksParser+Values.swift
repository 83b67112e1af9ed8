import Diagnostics
import Yams

/// The kinds of values that keys have.
extension ChecksParser {
  mutating func required(_ key: String, of mapping: Node.Mapping, _ node: Node) -> String? {
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

  mutating func word(_ node: Node, among words: [String]) -> String? {
    if let scalar = node.scalar, words.contains(scalar.string) { return scalar.string }
    let listed = words.map { "`\($0)`" }.joined(separator: ", ")
    report(.invalidCheckValue, "one of \(listed) is expected here", at: node)
    return nil
  }

  mutating func number(_ node: Node, from lowest: Int) -> Int? {
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

  mutating func expected(_ node: Node?, of constants: [ConstantValues]) -> [Check.Expected] {
    guard let mapping = mapping(node, "a mapping of properties to verdicts") else { return [] }
    return mapping.compactMap { key, node in
      guard let name = text(key), let cases = cases(node, of: constants) else { return nil }
      return Check.Expected(
        property: Check.Named(name: name.visible, range: places.range(of: key)), cases: cases)
    }
  }

  mutating func names(_ node: Node?) -> [Check.Named] {
    guard let node else { return [] }
    guard let sequence = node.sequence else {
      report(.invalidCheckValue, "a list of names is expected here", at: node)
      return []
    }
    return sequence.compactMap { node in
      text(node).map { Check.Named(name: $0.visible, range: places.range(of: node)) }
    }
  }
}
