import CSuccessor

/// One thread's memory for a block of a segment.
@safe
final class BlockReader {
  private let width: Int
  private let blockStates: Int
  let states: UnsafeMutablePointer<UInt64>
  private let bytes: UnsafeMutablePointer<UInt8>
  private let capacity: Int

  init(width: Int, blockStates: Int) {
    self.width = width
    self.blockStates = blockStates
    capacity = blockStates * p2p_encoded_size(width)
    let size = capacity + p2p_encoded_size(width)
    unsafe states = .allocate(capacity: blockStates * width)
    unsafe bytes = .allocate(capacity: size)
    unsafe bytes.initialize(repeating: 0, count: size)
  }

  deinit {
    unsafe states.deallocate()
    unsafe bytes.deallocate()
  }

  /// Reads a block of a run into `states`; returns how many there are, at least one.
  func read(_ run: SortedRun, block number: Int) throws(DiskStop) -> Int {
    let (segment, position) = run.place(number)
    let block = segment.block(position)
    let file = segment.file
    guard block.states > 0, block.states <= blockStates, block.bytes <= capacity else {
      throw file.damage("has a block that is too large")
    }
    unsafe try file.read(bytes, count: block.bytes, at: block.offset)
    guard unsafe p2p_checksum(bytes, block.bytes, file.seed(at: block.offset)) == block.checksum,
      unsafe p2p_decode(bytes, block.bytes, states, block.states, width) == 1
    else { throw file.damage("is not what was written") }
    return block.states
  }
}
