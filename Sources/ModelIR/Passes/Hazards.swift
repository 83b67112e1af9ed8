/// What an evaluation can lead to other than its value or its end.
struct Hazards: Hashable, Sendable {
  /// What can stop it. Events that are equal decide the same claims in the same way.
  enum Event: Hashable, Sendable {
    /// A run-time error, whichever.
    case error
    case assertion(PropertyID)
    /// An `assume` statement does not hold.
    case drop
  }

  var events: Set<Event> = []
  /// Whether it can come across a `cover` statement.
  var reachesCover = false

  static let none = Hazards()
  static let error = Hazards(events: [.error])

  mutating func formUnion(_ other: Hazards) {
    events.formUnion(other.events)
    if other.reachesCover { reachesCover = true }
  }

  static func error(if canFail: Bool) -> Hazards { canFail ? .error : .none }
}
