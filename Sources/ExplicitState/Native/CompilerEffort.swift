/// How long a compiler works on code that is as fast as the search is long.
package enum CompilerEffort: Hashable, Comparable, CaseIterable, Sendable {
  /// A tenth of the time, for code that is four times slower.
  case little
  /// A third of the time, for code that takes half as long again.
  case some
  case much

  /// What is over first, with the compilation, for a search of one thread through so many states.
  package init(states: UInt64) {
    self = states < 300_000 ? .little : states < 5_000_000 ? .some : .much
  }

  var flag: String {
    switch self {
    case .little: "-O0"
    case .some: "-O1"
    case .much: "-O3"
    }
  }
}
