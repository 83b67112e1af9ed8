/// How long a compiler works on code that is as fast as the search is long.
package enum CompilerEffort: Hashable, Comparable, CaseIterable, Sendable {
  /// No time at all, for code that takes eight times as long, by a compiler that few use: only for a search whose result
  /// is known beforehand.
  case least
  /// A tenth of the time, for code that takes four times as long.
  case little
  /// A third of the time, for code that takes half as long again.
  case some
  case much

  /// What is over first, with the compilation, for a search of one thread that should find so many states.
  package init(claimed states: UInt64) {
    switch states {
    case ..<80_000: self = .least
    case ..<300_000: self = .little
    case ..<5_000_000: self = .some
    default: self = .much
    }
  }

  var flag: String {
    switch self {
    case .least, .little: "-O0"
    case .some: "-O1"
    case .much: "-O3"
    }
  }
}
