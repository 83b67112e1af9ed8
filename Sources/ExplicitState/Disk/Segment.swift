import CSuccessor

/// Sorted states in a file, in blocks that are decoded by themselves, and where these begin.
final class Segment: Sendable {
  let file: DiskFile
  let width: Int
  /// States.
  let count: Int
  let blocks: Int
  /// Where the index is in the file.
  let offset: Int
  /// Of each block where it is, its bytes and states, its checksum, and the words of its first state.
  let index: [UInt64]

  /// Where in the file it ends, with its index.
  var end: Int { offset + index.count * 8 }

  /// Words of the index before those of the state.
  static let head = 3
  private var stride: Int { Self.head + width }

  /// As it was written; `index` stands at `offset` in the file.
  init(_ file: DiskFile, width: Int, count: Int, index: [UInt64], offset: Int) {
    self.file = file
    self.width = width
    self.count = count
    self.index = index
    self.offset = offset
    blocks = index.count / (Self.head + width)
  }

  /// What names a segment in a header.
  struct Record: Hashable, Codable, Sendable {
    var file: String
    var offset: Int
    var blocks: Int
    var count: Int
    var checksum: UInt64

    /// Whether its index can be in what counts of its file, with states of so many words.
    func fits(before end: Int, _ width: Int) -> Bool {
      blocks > 0 && count >= blocks && (0...max(end, 0)).contains(offset)
        && blocks <= (end - offset) / (8 * (Segment.head + width))
    }
  }

  var record: Record {
    Record(
      file: file.name, offset: offset, blocks: blocks, count: count,
      checksum: Self.checksum(index, file, offset))
  }

  /// Reads the index of a segment that was written before, with at most so many states in a block.
  convenience init(
    _ record: Record, _ file: DiskFile, width: Int, blockStates: Int
  ) throws(DiskStop) {
    guard record.fits(before: file.end, width) else { throw file.damage("is not what was saved") }
    let words = record.blocks * (Self.head + width)
    var index = [UInt64](repeating: 0, count: words)
    var stop: DiskStop?
    unsafe index.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      do throws(DiskStop) {
        unsafe try file.read(base, count: bytes.count, at: record.offset)
      } catch {
        stop = error
      }
    }
    if let stop { throw stop }
    guard Self.checksum(index, file, record.offset) == record.checksum,
      Self.states(in: index, before: record.offset, width: width, blockStates: blockStates) == record.count
    else { throw file.damage("is not what was saved") }
    self.init(file, width: width, count: record.count, index: index, offset: record.offset)
  }

  /// How many states the blocks of an index have; nil if one of them cannot be where it says.
  private static func states(
    in index: [UInt64], before end: Int, width: Int, blockStates: Int
  ) -> Int? {
    var sum = 0
    for entry in Swift.stride(from: 0, to: index.count, by: head + width) {
      let (states, bytes) = (index[entry + 1] & 0xffff_ffff, index[entry + 1] >> 32)
      guard (1...UInt64(blockStates)).contains(states), index[entry] <= UInt64(end),
        bytes <= UInt64(end) - index[entry]
      else { return nil }
      sum += Int(states)
    }
    return sum
  }

  static func checksum(_ index: [UInt64], _ file: DiskFile, _ offset: Int) -> UInt64 {
    unsafe index.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return 0 }
      return unsafe p2p_checksum(
        base.assumingMemoryBound(to: UInt8.self), bytes.count, file.seed(at: offset))
    }
  }

  /// Where a block is, and what it holds.
  func block(_ number: Int) -> (offset: Int, bytes: Int, states: Int, checksum: UInt64) {
    let entry = number * stride
    return (
      Int(index[entry]), Int(index[entry + 1] >> 32), Int(index[entry + 1] & 0xffff_ffff), index[entry + 2]
    )
  }

  /// The first state of a block.
  func key(ofBlock number: Int) -> [UInt64] {
    let entry = number * stride + Self.head
    return Array(index[entry..<entry + width])
  }

  /// Whether a block's first state comes after another one.
  func begins(_ number: Int, after state: UnsafePointer<UInt64>) -> Bool {
    let entry = number * stride + Self.head
    return unsafe index.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return true }
      return unsafe p2p_compare(base + entry, state, width) > 0
    }
  }
}
