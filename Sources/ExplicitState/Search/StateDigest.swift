import Crypto
import Foundation

/// A fingerprint of the set of stored states that does not depend on the order in which they were found.
///
/// It is the sum of the states' SHA-256 digests, word by word modulo 2^64: an additive multiset hash (Bellare, Micciancio:
/// A New Paradigm for Collision-free Hashing, 1997). With symmetry the states are the successor's representatives.
struct StateDigest {
  /// 64 hexadecimal digits.
  let text: String

  init(_ exploration: Exploration) {
    let store = exploration.context.space.store
    var sum = [UInt64](repeating: 0, count: 4)
    for state in exploration.storedRanges.joined() {
      let bytes = store.state(state).flatMap { word in
        (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
      }
      let digest = Array(SHA256.hash(data: bytes))
      for index in sum.indices {
        let word = digest[(8 * index)..<(8 * index + 8)].reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        sum[index] &+= word
      }
    }
    text = sum.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
