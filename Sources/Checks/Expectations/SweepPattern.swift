/// Some combinations of a sweep: those in which certain constants have certain values.
package struct SweepPattern: Hashable, Sendable, CustomStringConvertible {
  /// All of them must be met, each by any of its values.
  package var choices: [ConstantValues]

  package init(_ choices: [ConstantValues]) { self.choices = choices }

  /// `ALIGN=1, MIXEDMAP=true`.
  package var description: String {
    choices.map { "\($0.name)=\($0.values.joined(separator: "|"))" }.joined(separator: ", ")
  }

  package func matches(_ value: (String) -> String?) -> Bool {
    choices.allSatisfy { choice in value(choice.name).map(choice.values.contains) ?? false }
  }

  /// Patterns that together match the members, and nothing else of the universe; each as wide as possible.
  ///
  /// The first member not yet matched is widened by one value of one constant after the other.
  package static func cover(
    _ members: Set<[String]>, of universe: [[String]], constants: [ConstantValues]
  ) -> [SweepPattern] {
    let others = universe.filter { !members.contains($0) }
    var open = universe.filter(members.contains)
    var patterns: [SweepPattern] = []
    while let seed = open.first {
      var wide = seed.map { Set([$0]) }
      func matches(_ values: [String]) -> Bool { zip(wide, values).allSatisfy { $0.contains($1) } }
      for (position, constant) in constants.enumerated() {
        for value in constant.values where wide[position].insert(value).inserted {
          if others.contains(where: matches) { wide[position].remove(value) }
        }
      }
      open.removeAll(where: matches)
      patterns.append(
        SweepPattern(
          zip(constants, wide).compactMap { constant, values in
            guard values.count < constant.values.count else { return nil }
            return ConstantValues(name: constant.name, values: constant.values.filter(values.contains))
          }))
    }
    return patterns
  }
}
