/// A verdict without what backs it, as it is written in files, reports and options.
package enum VerdictKind: Hashable, Sendable {
  case explored, proved, reached, violated, unknown
  case bounded(Int)

  /// Reads `explored`, `proved`, `reached`, `violated`, `unknown` or `bounded N`.
  package init?(_ word: some StringProtocol) {
    switch word {
    case "explored": self = .explored
    case "proved": self = .proved
    case "reached": self = .reached
    case "violated": self = .violated
    case "unknown": self = .unknown
    default:
      let words = word.split(separator: " ")
      guard words.count == 2, words[0] == "bounded", let depth = Int(words[1]), depth >= 0 else { return nil }
      self = .bounded(depth)
    }
  }

  package var word: String {
    switch self {
    case .explored: "explored"
    case .proved: "proved"
    case .reached: "reached"
    case .violated: "violated"
    case .unknown: "unknown"
    case .bounded(let depth): "bounded \(depth)"
    }
  }

  package var holds: Bool {
    switch self {
    case .explored, .proved, .reached: true
    case .violated, .bounded, .unknown: false
    }
  }
}
