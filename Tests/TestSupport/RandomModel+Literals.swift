/// Records and arrays that are written out, which rumur does not have.
extension ModelAuthor {
  /// Nil if a part of it has neither literals nor a name in scope.
  mutating func literal(of type: SketchType, _ depth: Int, isTyped: Bool) -> Phrase? {
    let name = isTyped || chance(40) ? type.spelling : ""
    guard depth > 0, let parts = chance(25) ? changes(of: type, depth) : parts(of: type, depth) else {
      return nil
    }
    return .primary("\(name){\(parts)}")
  }

  private mutating func parts(of type: SketchType, _ depth: Int) -> String? {
    switch type.shape {
    case .boolean, .range, .enumeration, .scalarset: return nil
    case .record(let fields):
      var parts: [String] = []
      for field in fields.shuffled(using: &random) {
        guard let value = part(field.type, depth) else { return nil }
        parts.append("\(field.name): \(value)")
      }
      return parts.joined(separator: ", ")
    case .array(let index, let element):
      if index.valueCount <= 4, !index.isScalarset, chance(50) {
        var parts: [String] = []
        for _ in 0..<index.valueCount {
          guard let value = part(element, depth) else { return nil }
          parts.append(value)
        }
        return parts.joined(separator: ", ")
      }
      let name = fresh("i")
      scope.append(SketchPlace(text: name, type: index, isWritable: false, isDoubtful: false))
      defer { scope.removeLast() }
      // Which element fails first is not to be told from which state of several equal ones is explored.
      let value = index.isScalarset ? careful { $0.part(element, depth) } : part(element, depth)
      return value.map { "for \(name): \(index.spelling) do \($0) end" }
    }
  }

  private mutating func changes(of type: SketchType, _ depth: Int) -> String? {
    guard let base = pick(scope.filter { $0.type == type && !$0.isDoubtful }) else { return nil }
    var parts: [String] = []
    for _ in 0..<number(1...2) {
      switch type.shape {
      case .boolean, .range, .enumeration, .scalarset: return nil
      case .record(let fields):
        guard let field = pick(fields), let value = part(field.type, depth) else { return nil }
        parts.append("\(field.name): \(value)")
      case .array(let index, let element):
        guard let key = value(of: index, depth: 1), let value = part(element, depth) else { return nil }
        parts.append("[\(key.text)]: \(value)")
      }
    }
    return "\(base.text) with \(parts.joined(separator: ", "))"
  }

  private mutating func part(_ type: SketchType, _ depth: Int) -> String? {
    type.isSimple
      ? value(of: type, depth: depth - 1)?.text
      : (literal(of: type, depth - 1, isTyped: false) ?? value(of: type, depth: 0))?.text
  }
}
