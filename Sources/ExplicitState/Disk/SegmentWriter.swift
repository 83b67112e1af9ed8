import CSuccessor

/// Writes sorted states, all different, behind what a file holds.
@safe
final class SegmentWriter {
  private let file: DiskFile
  private let width: Int
  private let blockStates: Int
  /// States of the block that is not full yet.
  private let states: UnsafeMutablePointer<UInt64>
  private var filled = 0
  /// Encoded blocks that are not written yet.
  private let bytes: UnsafeMutablePointer<UInt8>
  private var pending = 0
  private var count = 0
  private var index: [UInt64] = []

  /// Bytes that are written at once.
  private static let piece = 1 << 18

  init(_ file: DiskFile, width: Int, blockStates: Int) {
    self.file = file
    self.width = width
    self.blockStates = blockStates
    unsafe states = .allocate(capacity: blockStates * width)
    unsafe bytes = .allocate(capacity: Self.piece + blockStates * p2p_encoded_size(width))
  }

  deinit {
    unsafe states.deallocate()
    unsafe bytes.deallocate()
  }

  func append(_ more: UnsafePointer<UInt64>, count: Int) throws(DiskStop) {
    var taken = 0
    while taken < count {
      let part = min(count - taken, blockStates - filled)
      unsafe (states + filled * width).update(from: more + taken * width, count: part * width)
      filled += part
      taken += part
      if filled == blockStates { try endBlock() }
    }
  }

  /// What was written; nil if that is nothing.
  func finish() throws(DiskStop) -> Segment? {
    if filled > 0 { try endBlock() }
    try flush()
    guard count > 0 else { return nil }
    let offset = file.end
    var stop: DiskStop?
    unsafe index.withUnsafeBytes { raw in
      guard let base = raw.baseAddress else { return }
      do throws(DiskStop) {
        unsafe try file.append(base, count: raw.count)
      } catch {
        stop = error
      }
    }
    if let stop { throw stop }
    return Segment(file, width: width, count: count, index: index, offset: offset)
  }

  private func endBlock() throws(DiskStop) {
    let offset = file.end + pending
    let start = unsafe bytes + pending
    let size = unsafe p2p_encode(states, filled, width, start)
    index.append(UInt64(offset))
    index.append(UInt64(size) << 32 | UInt64(filled))
    index.append(unsafe p2p_checksum(start, size, file.seed(at: offset)))
    for word in 0..<width { index.append(unsafe states[word]) }
    pending += size
    count += filled
    filled = 0
    if pending >= Self.piece { try flush() }
  }

  private func flush() throws(DiskStop) {
    guard pending > 0 else { return }
    unsafe try file.append(bytes, count: pending)
    pending = 0
  }
}
