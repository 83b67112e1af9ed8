import Checking
import ModelIR

/// The states of all orbits whose representatives a search has stored.
struct OrbitCount {
  /// Nil if they were not counted to the end.
  private(set) var states: UInt64?
  /// Why they were not.
  private(set) var notes: [Note] = []

  private static let unit = 1024

  /// Ends early when the search is to end.
  init(_ exploration: Exploration, layout: StateLayout, orbits: OrbitSizes) {
    let (context, store) = (exploration.context, exploration.context.space.store)
    var sum: UInt64 = 0
    for state in exploration.storedRanges.joined() {
      if Int(state) % Self.unit == 0, !context.goesOn(phase: "counting orbits", queued: 0) {
        let reason = context.watch.stopReason?.sentence ?? "interrupted"
        notes = ["the states of the orbits were not counted: \(reason)"]
        return
      }
      let size = orbits.size(of: layout.unpack(store.state(state)))
      let (next, overflow) = sum.addingReportingOverflow(size ?? .max)
      guard !overflow, size != nil else {
        notes = [
          "the states of the orbits were not counted: there are 2^64 or more, or too many permutations"
        ]
        return
      }
      sum = next
    }
    states = sum
  }
}
