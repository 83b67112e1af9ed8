import Reporting

/// The exit codes; `docs/cli.md` has the same table.
enum ExitCode: Int32, CaseIterable {
  /// Every property holds, or has exactly the verdict its check expects.
  case success = 0
  /// A property is violated, or something is not as a check expects it.
  case violated = 1
  /// The model, or the file of checks, is wrong.
  case rejected = 2
  /// A bound, the memory or the time was not enough, or the engine cannot do it.
  case inconclusive = 3
  /// The command line is wrong.
  case usage = 64
  /// Our own mistake.
  case internalError = 70
  /// A file could not be read or written.
  case inputOutput = 74
  /// Ended by Ctrl-C, SIGTERM or SIGHUP.
  case interrupted = 130

  init(_ conclusion: Conclusion) {
    switch conclusion {
    case .holds: self = .success
    case .inconclusive: self = .inconclusive
    case .violated: self = .violated
    case .rejected: self = .rejected
    case .inputOutput: self = .inputOutput
    case .interrupted: self = .interrupted
    case .internalError: self = .internalError
    }
  }
}
