import Checking
import ModelIR

/// What no further finding is wanted about: for each property a flag that successor functions read.
///
/// Written only between levels, while no worker runs.
@safe
final class SettledFlags: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<UInt8>
  private(set) var wantsDeadlocks: Bool

  /// Everything that is not among the wanted claims is settled from the start.
  init(properties count: Int, wanted claims: [Claim]) {
    wantsDeadlocks = claims.contains(.noDeadlock)
    unsafe pointer = .allocate(capacity: max(count, 1))
    unsafe pointer.initialize(repeating: 1, count: max(count, 1))
    for case .property(let id) in claims { unsafe pointer[id.index] = 0 }
  }

  deinit { unsafe pointer.deallocate() }

  /// Takes `settle` back.
  func reopen(_ claim: Claim) {
    switch claim {
    case .property(let id): unsafe pointer[id.index] = 0
    case .noDeadlock: wantsDeadlocks = true
    case .noRuntimeError: break
    }
  }

  func settle(_ claim: Claim) {
    switch claim {
    case .property(let id): unsafe pointer[id.index] = 1
    case .noDeadlock: wantsDeadlocks = false
    case .noRuntimeError: break
    }
  }
}
