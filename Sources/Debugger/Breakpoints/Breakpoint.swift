import ModelIR
import Murphi

/// A place where a run stops when it comes by.
struct Breakpoint {
  enum Kind {
    /// After a firing of one of these.
    case rules(Set<Firing.Subject>, Stop.Reason)
    /// When the value of an expression has changed.
    case change(ExpressionReader.Reading)
  }

  let id: Int
  let kind: Kind
  /// For each of the rules, as it is read there, or for nil, at a change; empty without a condition.
  let conditions: [Firing.Subject?: ExpressionReader.Reading]

  var reason: Stop.Reason {
    switch kind {
    case .rules(_, let reason): reason
    case .change: .dataBreakpoint
    }
  }
}

/// The breakpoints that a client has set, by the request that sets them.
struct BreakpointTable {
  /// By the path that the client calls a file.
  var bySource: [String: [Breakpoint]] = [:]
  var byName: [Breakpoint] = []
  var byData: [Breakpoint] = []
  private var lastID = 0

  var all: [Breakpoint] { bySource.sorted { $0.key < $1.key }.flatMap(\.value) + byName + byData }

  mutating func nextID() -> Int {
    lastID += 1
    return lastID
  }
}
