/// `count`, `sum`, `min` and `max`, which rumur does not have.
extension ModelAuthor {
  /// Nil if a sum could become too large.
  mutating func fold(_ depth: Int) -> NumberPhrase? {
    let word = pick(["count", "sum", "min", "max"]) ?? "sum"
    let quantifier = quantifier(allowsScalarset: true)
    scope.append(quantifier.place)
    defer { scope.removeLast() }
    if word == "count" {
      let condition = element(quantifier.place) { $0.boolean(depth - 1) }
      return NumberPhrase(
        phrase: .primary("count \(quantifier.text) do \(condition.text) end"),
        range: 0...quantifier.place.type.valueCount)
    }
    let element = element(quantifier.place) { $0.integer(depth - 1) }
    let phrase = Phrase.primary("\(word) \(quantifier.text) do \(element.phrase.text) end")
    guard word == "sum" else { return NumberPhrase(phrase: phrase, range: element.range) }
    let count = quantifier.place.type.valueCount
    let (low, high) = (min(0, element.range.lowerBound * count), max(0, element.range.upperBound * count))
    return low < -Self.limit || high > Self.limit ? nil : NumberPhrase(phrase: phrase, range: low...high)
  }

  /// Which element fails first is not to be told from which state of several equal ones is explored.
  private mutating func element<Result>(
    _ bound: SketchPlace, _ write: (inout ModelAuthor) -> Result
  ) -> Result {
    bound.type.isScalarset ? careful(write) : write(&self)
  }
}
