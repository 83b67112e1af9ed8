import ModelIR

/// What the numbers of a saved search may be, so that nothing that is computed with them goes out of its bounds.
enum SavedNumbers {
  /// Firings, hits or states that no search comes to: sums of two of them are still numbers.
  static let most: UInt64 = 1 << 60

  /// The sum of what no search exceeds; nil if it does, or if one of the numbers is negative.
  static func sum(_ numbers: some Sequence<Int>) -> Int? {
    var sum = 0
    for number in numbers {
      let (next, overflow) = sum.addingReportingOverflow(number)
      guard number >= 0, !overflow, next <= Int(most) else { return nil }
      sum = next
    }
    return sum
  }
}

extension FiringCounts {
  /// Whether both are of as many rules and properties.
  func matches(_ other: FiringCounts) -> Bool {
    firings.count == other.firings.count && stops.count == other.stops.count && hits.count == other.hits.count
  }

  /// Whether a search may have counted so much.
  var isPlausible: Bool {
    [firings, stops, hits, [failures]].allSatisfy { counts in
      var sum: UInt64 = 0
      return counts.allSatisfy { count in
        let (next, overflow) = sum.addingReportingOverflow(count)
        sum = next
        return !overflow && next <= SavedNumbers.most
      }
    }
  }
}

extension Candidate {
  /// Whether there is such a rule or property, with such an instance, in a system.
  func isOf(_ system: TransitionSystem) -> Bool {
    func has(_ parameters: [Parameter]) -> Bool { parameters.instanceCount.map { instance < $0 } ?? false }
    let isProperty = subject < system.properties.count
    let isRule = subject < system.rules.count
    let hasSecond = property < system.properties.count
    switch kind {
    case .deadlock: return subject == 0 && property == 0 && instance == 0
    case .invariantViolated, .coverReached, .starves, .propertyFails:
      return isProperty && has(system.properties[Int(subject)].parameters) && (!failsAssertion || hasSecond)
    case .guardFails:
      return isRule && has(system.rules[Int(subject)].parameters) && (!failsAssertion || hasSecond)
    case .ruleFails: return isRule && has(system.rules[Int(subject)].parameters)
    case .coverStatementReached, .assertionFails:
      return isRule && hasSecond && has(system.rules[Int(subject)].parameters)
    }
  }
}
