import Checking
import Glibc

/// Why something about states on disk was not done.
enum DiskStop: Error, Hashable, Sendable {
  /// The search is to end; its watch knows why.
  case stopped
  case full
  /// More than the search may put there.
  case limit
  case failed(EngineFailure)

  /// Of a call that failed in a folder with this error.
  init(_ code: Int32, _ what: String, in path: String) {
    switch code {
    // A file that may not grow any more is as good as a full disk.
    case ENOSPC, EDQUOT, EFBIG: self = .full
    default:
      let reason = unsafe String(cString: strerror(code))
      self = .failed(EngineFailure(.inputOutput, "cannot \(what) in `\(path)`: \(reason)"))
    }
  }

  /// Of files that are not what was written.
  init(damaged what: String, in path: String) {
    self = .failed(
      EngineFailure(.inputOutput, "the search in `\(path)` is damaged and cannot go on: \(what); delete it"))
  }

  /// For the search's watch; nil if it knows.
  var reason: StopReason? {
    switch self {
    case .stopped, .failed: nil
    case .full: .diskFull
    case .limit: .diskLimit
    }
  }
}
