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
  }

  var record: Record {
    Record(
      file: file.name, offset: offset, blocks: blocks, count: count,
      checksum: Self.checksum(index, file, offset))
  }

  /// Reads the index of a segment that was written before.
  convenience init(_ record: Record, _ file: DiskFile, width: Int) throws(DiskStop) {
    let words = record.blocks * (Self.head + width)
    guard record.blocks >= 0, record.offset >= 0, record.count >= record.blocks,
      record.offset + words * 8 <= file.end
    else { throw file.damage("is not what was saved") }
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
    guard Self.checksum(index, file, record.offset) == record.checksum else {
      throw file.damage("is not what was saved")
    }
    self.init(file, width: width, count: record.count, index: index, offset: record.offset)
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
