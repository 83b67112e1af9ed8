/// A place of the abstract model as `--@ abstracts PLACE` writes it: a variable, its fields, and indices that are parameters.
struct AbstractPath: Hashable {
  enum Step: Hashable {
    case field(String)
    /// The parameter of the function whose value the index is.
    case index(String)
  }

  let variable: String
  let steps: [Step]

  /// Nil if the text is something else.
  init?(_ text: String) {
    var rest = Substring(text.filter { !$0.isWhitespace })
    func name() -> String? {
      let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
      guard let first = name.first, first.isLetter else { return nil }
      rest.removeFirst(name.count)
      return String(name)
    }
    guard let variable = name() else { return nil }
    var steps: [Step] = []
    while let mark = rest.popFirst() {
      guard mark == "." || mark == "[", let part = name() else { return nil }
      if mark == "[" {
        guard rest.popFirst() == "]" else { return nil }
        steps.append(.index(part))
      } else {
        steps.append(.field(part))
      }
    }
    self.variable = variable
    self.steps = steps
  }

  /// The names of parameters, as they come.
  var indices: [String] {
    steps.compactMap { if case .index(let name) = $0 { name } else { nil } }
  }
}
