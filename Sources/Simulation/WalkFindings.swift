import Checking
import ModelIR
import Synchronization

/// A walk up to where something is to be seen.
struct Sight: Sendable {
  /// The number of the walk.
  var walk: Int
  /// Nil if a start state itself fails, which is then the ending.
  var start: Firing?
  /// Packed, from the start state on.
  var states: [UInt64]
  var ending: Evidence.Ending
}

/// What walks have come upon: of each claim what the walk with the least number has, so that threads make no difference.
final class WalkFindings: Sendable {
  private let claims: [Claim]
  /// Those that a simulation ends with that is to end with the first.
  private let violations: Set<Claim>
  private let plan: SimulationPlan
  private let stopAtFirst: Bool
  private let content = Mutex(Content())

  private struct Content: Sendable {
    var next = 0
    var sights: [Claim: Sight] = [:]
  }

  init(_ claims: [Claim], violations: Set<Claim>, _ plan: SimulationPlan, stopAtFirst: Bool) {
    self.claims = claims
    self.violations = violations
    self.plan = plan
    self.stopAtFirst = stopAtFirst
  }

  /// The number of a walk that is still to be taken; nil if there is none.
  func nextWalk() -> Int? {
    content.withLock { content in
      let isOver =
        content.sights.count == claims.count
        || stopAtFirst && content.sights.keys.contains(where: violations.contains)
      guard content.next < plan.walks, !isOver else { return nil }
      defer { content.next += 1 }
      return content.next
    }
  }

  /// The claims that a walk may have something to say about.
  func open(for walk: Int) -> Set<Claim> {
    content.withLock { content in
      Set(claims.filter { content.sights[$0].map { $0.walk > walk } ?? true })
    }
  }

  func add(_ sight: Sight, of claim: Claim) {
    content.withLock { content in
      if let known = content.sights[claim], known.walk <= sight.walk { return }
      content.sights[claim] = sight
    }
  }

  var sights: [Claim: Sight] { content.withLock(\.sights) }
}
