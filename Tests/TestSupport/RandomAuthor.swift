/// What authors of random models share: text line by line, new names, choices.
protocol RandomAuthor {
  var random: SplitMix64 { get set }
  var lines: [String] { get set }
  var indentation: Int { get set }
  /// How many names were made.
  var counter: Int { get set }
}

/// One that writes a whole model, from a seed.
protocol ModelAuthoring: RandomAuthor {
  init(seed: UInt64)
  mutating func write()
}

extension ModelAuthoring {
  static func written(seed: UInt64) -> Self {
    var author = Self(seed: seed)
    author.write()
    return author
  }
}

extension RandomAuthor {
  var text: String { lines.joined(separator: "\n") + "\n" }

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
