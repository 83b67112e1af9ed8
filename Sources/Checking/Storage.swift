/// How a search stores the states that it visits; verdicts and counts do not depend on it.
package enum Storage: Hashable, Sendable {
  /// As they are while there is memory, then compact if that saves some.
  case automatic
  /// As they are: what is found is found soonest.
  case fast
  /// Compact from so many states on.
  case compact(from: Int)
}
