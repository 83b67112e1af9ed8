import Z3

/// One way to decide claims.
///
/// It finds on the blackboard what is open and what is known, and writes there what it decides. It ends when it can do no
/// more, or when the blackboard says that the search does not go on. To add one: a type in this folder, and its place in
/// the `StrategyCatalog`.
protocol Strategy: Sendable {
  func run() throws(SolverError)
}
