import Digests
import Foundation

/// A fingerprint of the set of stored states that does not depend on the order in which they were found.
///
/// It is the sum of the states' SHA-256 digests, word by word modulo 2^64: an additive multiset hash (Bellare, Micciancio:
/// A New Paradigm for Collision-free Hashing, 1997). With symmetry the states are the successor's representatives.
struct StateDigest {
  /// Of four words.
  let sum: [UInt64]

  init(sum: [UInt64]) { self.sum = sum }

  /// 64 hexadecimal digits.
  var text: String {
    sum.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// Of the states of two disjoint sets.
  static func + (left: StateDigest, right: StateDigest) -> StateDigest {
    StateDigest(sum: zip(left.sum, right.sum).map { $0 &+ $1 })
  }

  private static let unit: UInt32 = 1024

  /// Nil if the search is to end before all states are counted in.
  init?(_ exploration: Exploration) {
    let store = exploration.context.space.store
    var sum = [UInt64](repeating: 0, count: 4)
    for state in exploration.storedRanges.joined() {
      if state % Self.unit == 0, exploration.context.watch.stop.isRaised { return nil }
      let words = store.state(state).map { $0.littleEndian }
      var hash = SHA256()
      unsafe words.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
      unsafe hash.finalize().bytes.withUnsafeBytes { digest in
        for index in 0..<4 {
          unsafe sum[index] &+= UInt64(
            bigEndian: digest.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self))
        }
      }
    }
    self.sum = sum
  }
}
