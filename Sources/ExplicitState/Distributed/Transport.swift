/// How ranks send each other messages: the one thing a search on several machines needs of them.
///
/// What one rank sends to another one arrives whole, once, and in that order. Called by one thread at a time.
protocol Transport: AnyObject, Sendable {
  /// From 0 on, and below `count`.
  var rank: Int { get }
  var count: Int { get }
  /// Messages that are under way; asking sends them on.
  var unsent: Int { get }
  /// Why messages do not arrive any more, in a clause.
  var failure: String? { get }

  /// Returns at once; nobody writes to the parcel any more.
  func send(_ kind: MessageKind, _ parcel: Parcel, to rank: Int)
  /// The next message that has arrived, whoever sent it; nil if there is none.
  func receive() -> Message?
  /// To be called once by each rank, when nothing is sent any more; returns when all have called it.
  func leave()
  /// Ends all ranks with this exit code; returns if that is not possible.
  func abort(_ code: Int32)
}

/// What a message is about.
enum MessageKind: Int32, Sendable {
  /// States that belong to the receiver, each with its parent's tag; see `Courier`.
  case states
  /// The sender has sent all there is of this level.
  case levelEnd
  /// The search of this number is to end, for this reason.
  case stop
  /// What the sender knows, for the first rank.
  case report
  /// What all know, from the first rank.
  case agreement
  /// The sender takes part in nothing any more.
  case farewell
}

struct Message: Sendable {
  var kind: MessageKind
  var source: Int
  var parcel: Parcel
}
