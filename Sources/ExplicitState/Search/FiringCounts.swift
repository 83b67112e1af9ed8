import CSuccessor

/// How often each rule fired and each property was hit, by index.
struct FiringCounts: Hashable, Sendable, Codable {
  var firings: [UInt64] = []
  var hits: [UInt64] = []

  init() {}

  init(rules: Int, properties: Int) {
    firings = Array(repeating: 0, count: rules)
    hits = Array(repeating: 0, count: properties)
  }

  /// Adds what a worker counted.
  mutating func add(_ worker: Worker) {
    for index in firings.indices { unsafe firings[index] += worker.output.pointee.fired[index] }
    for index in hits.indices { unsafe hits[index] += worker.output.pointee.hits[index] }
  }
}

extension Worker {
  /// Starts counting firings from zero.
  func forgetFirings() {
    for index in 0..<context.counts.rules { unsafe output.pointee.fired[index] = 0 }
  }
}
