/// Random numbers of one walk (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators).
struct WalkRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64, walk: Int) {
    state = seed
    // Walks next to each other have nothing in common.
    state = next() ^ UInt64(walk)
    state = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

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
