import OrderedJSON

/// Why a run stands still, as the event `stopped` says it.
struct Stop: Hashable {
  enum Reason: String {
    case entry, step, exception, restart, goto
    case breakpoint
    case functionBreakpoint = "function breakpoint"
    case dataBreakpoint = "data breakpoint"
  }

  var reason: Reason
  /// For the user, if the reason does not say it all.
  var description: String?
  /// The breakpoints that were hit.
  var breakpoints: [Int] = []

  /// There is one thread.
  static let thread = 1

  var json: JSON {
    .object([
      "reason": .string(reason.rawValue), "description": description.map(JSON.string),
      "text": reason == .exception ? description.map(JSON.string) : nil,
      "threadId": .integer(Self.thread), "allThreadsStopped": .boolean(true),
      "hitBreakpointIds": breakpoints.isEmpty ? nil : .array(breakpoints.map(JSON.integer)),
    ])
  }
}
