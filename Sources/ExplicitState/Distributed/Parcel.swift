/// Bytes on their way from one rank to another.
///
/// `@unchecked Sendable`: whoever has a parcel writes it, then hands it on; nobody writes to one that is under way.
@safe
final class Parcel: @unchecked Sendable {
  let bytes: UnsafeMutableRawPointer
  let capacity: Int
  /// Bytes in use.
  var count = 0

  init(capacity: Int) {
    self.capacity = capacity
    unsafe bytes = .allocate(byteCount: max(capacity, 8), alignment: 8)
  }

  convenience init(_ words: [UInt64]) {
    self.init(capacity: words.count * 8)
    unsafe words.withUnsafeBytes { buffer in
      if let base = buffer.baseAddress { unsafe bytes.copyMemory(from: base, byteCount: buffer.count) }
    }
    count = capacity
  }

  deinit { unsafe bytes.deallocate() }

  /// What was put in as words.
  var words: [UInt64] {
    (0..<count / 8).map { unsafe bytes.load(fromByteOffset: $0 * 8, as: UInt64.self) }
  }
}
