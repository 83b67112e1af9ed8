import CZ3

/// One script, one solver that knows nothing else: how certificates are checked.
extension Solver {
  /// `begin` is told how to interrupt it.
  package static func answer(
    to script: String, logic: String, milliseconds: UInt32, begin: (SolverInterrupt) -> Void = { _ in }
  ) -> Answer {
    do {
      let context = try Z3Context()
      begin(context.interruption)
      let solver = try Solver(context, .single(in: logic))
      solver.limits.milliseconds = milliseconds
      try solver.add(script: script)
      return try solver.check()
    } catch {
      return .unknown(reason: error.message)
    }
  }

  /// The library's version, such as `4.13.3`; 0.0.0 if there is none.
  package static var version: String {
    var numbers: [UInt32] = [0, 0, 0, 0]
    unsafe cz3_version(&numbers)
    return numbers.dropLast().map(String.init).joined(separator: ".")
  }
}
