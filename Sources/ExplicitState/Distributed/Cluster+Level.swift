import Synchronization

/// How ranks send each other states while they expand a level.
///
/// A state that somebody sends is of the next level: nothing that arrives leads to another message. So a level is over for a
/// rank once all others have said that they have sent everything, and everything that arrived is stored.
extension Cluster {
  /// Messages that may be under way before a rank stops to expand, until there are fewer.
  private var mostUnsent: Int { 8 * count }

  /// Whether others do not keep up.
  var isCongested: Bool { unsent.load(ordering: .relaxed) > mostUnsent }

  /// Begins a search; all ranks begin the same ones.
  func beginSearch() {
    state.withLock {
      $0.search += 1
      $0.stopReason = nil
    }
  }

  /// To be said by each rank once it has sent all states of a level.
  func endLevel() { sendToOthers(.levelEnd, []) }

  /// Says that the search is to end, for those who are expanding.
  func sendStop(_ reason: StopReason) {
    let search = state.withLock { $0.search }
    sendToOthers(.stop, [search, UInt64(reason.rawValue)])
  }

  /// Why another rank wants the search to end.
  var stopReason: StopReason? { state.withLock { $0.stopReason } }

  /// States that have arrived; nil if there are none.
  func takeParcel() -> Parcel? { state.withLock { $0.parcels.popLast() } }

  /// Whether everything that others sent of a level has arrived and was taken.
  var isLevelOver: Bool { state.withLock { $0.levelEnds >= count - 1 && $0.parcels.isEmpty } }

  /// Once a level is over, before anybody says so.
  func forgetLevel() { state.withLock { $0.levelEnds -= count - 1 } }
}
