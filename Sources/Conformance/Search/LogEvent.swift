/// Something that a log says of time: an entry has begun, or is over.
struct LogEvent: Hashable {
  enum Kind: Hashable { case start, end }

  var kind: Kind
  /// An index into `Log.entries`.
  var entry: Int
  /// Where what is known of the entry is kept while it is under way.
  var slot: Int
}

extension Log {
  /// All events in their order, and how many entries are under way at once.
  ///
  /// What happens at one time may have happened in any order, so that what begins then overlaps what ends.
  var events: (events: [LogEvent], slots: Int) {
    guard hasTimes else {
      let events = entries.indices.flatMap { entry in
        [LogEvent(kind: .start, entry: entry, slot: 0), LogEvent(kind: .end, entry: entry, slot: 0)]
      }
      return (events, min(entries.count, 1))
    }
    var moments: [(time: LogTime, event: LogEvent)] = []
    for (index, entry) in entries.enumerated() {
      guard let start = entry.start else { continue }
      moments.append((start, LogEvent(kind: .start, entry: index, slot: 0)))
      if let end = entry.end { moments.append((end, LogEvent(kind: .end, entry: index, slot: 0))) }
    }
    let order = moments.indices.sorted { left, right in
      let (one, other) = (moments[left], moments[right])
      if one.time < other.time { return true }
      if other.time < one.time { return false }
      if one.event.kind != other.event.kind { return one.event.kind == .start }
      return left < right
    }
    var events: [LogEvent] = []
    var free: [Int] = []
    var slots = 0
    var slotOf: [Int: Int] = [:]
    for index in order {
      var event = moments[index].event
      switch event.kind {
      case .start:
        event.slot = free.popLast() ?? slots
        slots = max(slots, event.slot + 1)
        slotOf[event.entry] = event.slot
      case .end:
        event.slot = slotOf[event.entry] ?? 0
        free.append(event.slot)
      }
      events.append(event)
    }
    return (events, slots)
  }
}
