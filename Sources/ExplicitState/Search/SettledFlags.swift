import Checking
import ModelIR

/// For each property whether no further finding about it is wanted, as successor functions read it.
///
/// Written only between levels, while no worker runs.
@safe
final class SettledFlags: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<UInt8>
  private let count: Int

  /// Everything that is not among the wanted claims is settled from the start.
  init(properties count: Int, wanted claims: [Claim]) {
    self.count = count
    unsafe pointer = .allocate(capacity: max(count, 1))
    unsafe pointer.initialize(repeating: 1, count: max(count, 1))
    for case .property(let id) in claims { unsafe pointer[id.index] = 0 }
  }

  deinit { unsafe pointer.deallocate() }

  func settle(_ claim: Claim) {
    guard case .property(let id) = claim, id.index < count else { return }
    unsafe pointer[id.index] = 1
  }
}
