internal import CDigest

/// The digest SHA-256 (FIPS 180-4), computed piece by piece by the system's libcrypto.
package struct SHA256 {
  private var state = cdigest_state()

  package init() { unsafe cdigest_begin(&state) }

  package mutating func update(data: some Collection<UInt8>) {
    let isContiguous: Void? = data.withContiguousStorageIfAvailable { bytes in
      unsafe update(bufferPointer: UnsafeRawBufferPointer(bytes))
    }
    if isContiguous == nil { unsafe Array(data).withUnsafeBytes { unsafe update(bufferPointer: $0) } }
  }

  package mutating func update(bufferPointer bytes: UnsafeRawBufferPointer) {
    unsafe cdigest_update(&state, bytes.baseAddress, bytes.count)
  }

  /// The digest of all pieces so far; more may follow.
  package func finalize() -> SHA256Digest {
    var state = state
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: SHA256Digest.byteCount) { buffer, count in
      if let base = buffer.baseAddress { unsafe cdigest_end(&state, base) }
      count = SHA256Digest.byteCount
    }
    return SHA256Digest(bytes: bytes)
  }

  package static func hash(data: some Collection<UInt8>) -> SHA256Digest {
    var hash = SHA256()
    hash.update(data: data)
    return hash.finalize()
  }
}

/// 32 bytes that stand for a text or file: nobody knows two with the same.
package struct SHA256Digest: Hashable, Sendable {
  package static let byteCount = Int(CDIGEST_SIZE)

  package let bytes: [UInt8]

  /// `sha256:` and the digits, as traces and proofs have it.
  package var text: String { "sha256:" + hexadecimal }

  /// 64 digits.
  package var hexadecimal: String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
