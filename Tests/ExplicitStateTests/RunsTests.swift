import CSuccessor
import TestSupport
import Testing

/// Sorted runs of states, held against arrays.
@Suite struct RunsTests {
  /// States of some words, in which few or many bits differ.
  private static func states(_ count: Int, width: Int, _ random: inout SplitMix64) -> [[UInt64]] {
    let kinds: [UInt64] = [0, 3, 0xff, 0xf0f0, 0xff_ffff << 20, .max]
    let masks = (0..<width).map { _ in kinds.randomElement(using: &random) ?? 0 }
    return (0..<count).map { _ in masks.map { $0 & random.next() } }
  }

  @Test("states are sorted, each once, and come back from their code", arguments: [1, 2, 3, 7, 9, 20], 0..<6)
  func sorting(width: Int, seed: Int) {
    var random = SplitMix64(seed: UInt64(seed * 100 + width))
    for count in [0, 1, 2, 39, 41, 300, 5000, seed == 0 && width < 3 ? 70_000 : 1000] {
      let states = Self.states(count, width: width, &random)
      let expected = Set(states).sorted { $0.lexicographicallyPrecedes($1) }
      var words = states.flatMap { $0 }
      let kept = unsafe words.withUnsafeMutableBufferPointer { unsafe p2p_sort($0.baseAddress, count, width) }
      #expect(kept == expected.count)
      let sorted = Array(words.prefix(kept * width))
      #expect(sorted == expected.flatMap { $0 })
      var bytes = [UInt8](repeating: 0, count: (kept + 1) * p2p_encoded_size(width))
      let size = unsafe p2p_encode(sorted, kept, width, &bytes)
      var decoded = [UInt64](repeating: 7, count: max(kept * width, 1))
      #expect(unsafe p2p_decode(bytes, size, &decoded, kept, width) == 1)
      #expect(Array(decoded.prefix(kept * width)) == sorted)
      if kept > 0 { #expect(unsafe p2p_decode(bytes, size - 1, &decoded, kept, width) == 0) }
    }
  }

  @Test("known states are marked, whatever the pieces", arguments: [1, 2, 5])
  func marking(width: Int) {
    var random = SplitMix64(seed: UInt64(width))
    for _ in 0..<100 {
      let sizes = [2, 40, 500].shuffled(using: &random)
      let all = Self.states(sizes[0] + sizes[1], width: width, &random)
      let left = Set(all.prefix(sizes[0] + 1)).sorted { $0.lexicographicallyPrecedes($1) }
      let right = Set(all.suffix(sizes[1] + 1)).sorted { $0.lexicographicallyPrecedes($1) }
      let (words, known) = (left.flatMap { $0 }, right.flatMap { $0 })
      var marks = [UInt8](repeating: 0, count: left.count)
      unsafe known.withUnsafeBufferPointer { known in
        guard let base = known.baseAddress else { return }
        var (position, taken) = (0, 0)
        while position < left.count, taken < right.count {
          let piece = min(
            Int.random(in: 1...[9, 300][sizes[0] % 3 % 2], using: &random), right.count - taken)
          var stream = unsafe p2p_stream(next: base + taken * width, end: base + (taken + piece) * width)
          unsafe p2p_mark(words, left.count, &position, &stream, &marks, width)
          taken = unsafe (stream.next - base) / width
        }
      }
      #expect(marks.map { $0 == 1 } == left.map(Set(right).contains))
    }
  }

  @Test("a checksum depends on every bit, the length and the seed")
  func checksum() {
    var random = SplitMix64(seed: 1)
    for count in [0, 1, 15, 16, 17, 40, 100] {
      var bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      let sum = unsafe p2p_checksum(bytes, count, 9)
      #expect(unsafe p2p_checksum(bytes, count, 8) != sum)
      #expect(unsafe p2p_checksum(bytes + [0], count + 1, 9) != sum)
      for bit in 0..<count * 8 {
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        #expect(unsafe p2p_checksum(bytes, count, 9) != sum)
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      }
    }
  }
}
