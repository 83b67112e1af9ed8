import CSuccessor

/// How often each rule fired or stopped and each property was hit, by index, and how many steps failed.
struct FiringCounts: Hashable, Sendable, Codable {
  var firings: [UInt64] = []
  var stops: [UInt64] = []
  var failures: UInt64 = 0
  var hits: [UInt64] = []

  init(rules: Int, properties: Int) {
    firings = Array(repeating: 0, count: rules)
    stops = firings
    hits = Array(repeating: 0, count: properties)
  }

  /// Adds what a worker counted.
  mutating func add(_ worker: Worker) {
    for index in firings.indices {
      unsafe firings[index] += worker.output.pointee.fired[index]
      unsafe stops[index] += worker.output.pointee.stopped[index]
    }
    for index in hits.indices { unsafe hits[index] += worker.output.pointee.hits[index] }
    failures += unsafe worker.output.pointee.failures
  }

  /// Takes what is counted of firings from elsewhere.
  mutating func takeFirings(from other: FiringCounts) {
    (firings, stops, failures) = (other.firings, other.stops, other.failures)
  }
}

extension Worker {
  /// Starts counting firings from zero.
  func forgetFirings() {
    for index in 0..<context.counts.rules {
      unsafe output.pointee.fired[index] = 0
      unsafe output.pointee.stopped[index] = 0
    }
    unsafe output.pointee.failures = 0
  }

  /// Starts counting everything from zero.
  func forgetCounts() {
    forgetFirings()
    for index in 0..<context.counts.properties { unsafe output.pointee.hits[index] = 0 }
  }
}
