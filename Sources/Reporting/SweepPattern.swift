/// Some combinations of a sweep: those in which certain constants have certain values.
package struct SweepPattern: Hashable, Sendable, CustomStringConvertible {
  package struct Choice: Hashable, Sendable {
    package var name: String
    package var values: [String]

    package init(name: String, values: [String]) {
      self.name = name
      self.values = values
    }
  }

  /// All of them must be met.
  package var choices: [Choice]

  package init(_ choices: [Choice]) { self.choices = choices }

  /// `ALIGN=1, MIXEDMAP=true`.
  package var description: String {
    choices.map { "\($0.name)=\($0.values.joined(separator: "|"))" }.joined(separator: ", ")
  }

  package func matches(_ value: (String) -> String?) -> Bool {
    choices.allSatisfy { choice in value(choice.name).map(choice.values.contains) ?? false }
  }

  /// Patterns that together match the members, and nothing else of the universe; each as wide as possible.
  ///
  /// What the first member not yet matched has to do with it is found by freeing one constant after the other.
  static func cover(_ members: Set<[String]>, of universe: [[String]], names: [String]) -> [SweepPattern] {
    let others = universe.filter { !members.contains($0) }
    var open = universe.filter(members.contains)
    var patterns: [SweepPattern] = []
    while let seed = open.first {
      var fixed = Array(seed.indices)
      func agrees(_ values: [String]) -> Bool { fixed.allSatisfy { values[$0] == seed[$0] } }
      for position in seed.indices {
        let narrower = fixed
        fixed.removeAll { $0 == position }
        if others.contains(where: agrees) { fixed = narrower }
      }
      open.removeAll(where: agrees)
      patterns.append(SweepPattern(fixed.map { Choice(name: names[$0], values: [seed[$0]]) }))
    }
    return patterns
  }
}
