/// What authors of random models share: text line by line, new names, choices.
protocol RandomAuthor {
  var random: SplitMix64 { get set }
  var lines: [String] { get set }
  var indentation: Int { get set }
  /// How many names were made.
  var counter: Int { get set }
}

extension RandomAuthor {
  mutating func emit(_ line: String) {
    lines.append(String(repeating: "  ", count: indentation) + line)
  }

  mutating func indented(_ body: (inout Self) -> Void) {
    indentation += 1
    body(&self)
    indentation -= 1
  }

  /// A name that was not used before.
  mutating func fresh(_ stem: String) -> String {
    counter += 1
    return "\(stem)\(counter)"
  }

  mutating func pick<Element>(_ choices: [Element]) -> Element? { choices.randomElement(using: &random) }
  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  mutating func chance(_ percent: Int) -> Bool { random.chance(percent) }
}
