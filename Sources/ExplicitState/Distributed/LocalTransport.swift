import Synchronization

/// Ranks within one process, each a thread of its own.
final class LocalTransport: Transport {
  let rank: Int
  private let hub: Hub

  /// What all of them share.
  private final class Hub: Sendable {
    let boxes: Mutex<[[Message]]>
    /// By rank, what it sent and nobody took yet.
    let unsent: Mutex<[Int]>
    let count: Int

    init(_ count: Int) {
      self.count = count
      boxes = Mutex(Array(repeating: [], count: count))
      unsent = Mutex(Array(repeating: 0, count: count))
    }
  }

  private init(_ rank: Int, _ hub: Hub) {
    self.rank = rank
    self.hub = hub
  }

  static func ranks(_ count: Int) -> [LocalTransport] {
    let hub = Hub(count)
    return (0..<count).map { LocalTransport($0, hub) }
  }

  var count: Int { hub.count }
  var unsent: Int { hub.unsent.withLock { $0[rank] } }
  var failure: String? { nil }

  func send(_ kind: MessageKind, _ parcel: Parcel, to other: Int) {
    hub.unsent.withLock { $0[rank] += 1 }
    hub.boxes.withLock { $0[other].append(Message(kind: kind, source: rank, parcel: parcel)) }
  }

  func receive() -> Message? {
    let message = hub.boxes.withLock { boxes in boxes[rank].isEmpty ? nil : boxes[rank].removeFirst() }
    if let message { hub.unsent.withLock { $0[message.source] -= 1 } }
    return message
  }

  func leave() {}
  func abort(_ code: Int32) {}
}
