import CSuccessor

/// Random choices whose whole future is a seed: wyrand (Wang Yi, 2019).
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  /// `stream` tells apart what is chosen with the same seed.
  init(seed: UInt64, stream: Int) {
    state = p2p_fold(seed ^ 0x9e37_79b9_7f4a_7c15, UInt64(stream) &* 2 &+ 0xd6e8_feb8_6659_fd93)
  }

  mutating func next() -> UInt64 {
    state &+= 0xa076_1d64_78bd_642f
    return p2p_fold(state, state ^ 0xe703_7ed1_a0b4_28db)
  }
}
