import Checking

/// Random numbers of one walk.
struct WalkRandom: RandomNumberGenerator {
  private var numbers: SeededNumbers

  init(seed: UInt64, walk: Int) {
    // Walks next to each other have nothing in common.
    var seeds = SeededNumbers(seed: seed)
    var walks = SeededNumbers(seed: seeds.next() ^ UInt64(walk))
    numbers = SeededNumbers(seed: walks.next())
  }

  mutating func next() -> UInt64 { numbers.next() }

  mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &self) }

  /// An index, each as likely as its weight says.
  mutating func index(weights: [Double]) -> Int {
    var left = Double.random(in: 0..<max(weights.reduce(0, +), .leastNormalMagnitude), using: &self)
    for (index, weight) in weights.enumerated() {
      left -= weight
      if left < 0 { return index }
    }
    return weights.count - 1
  }
}
