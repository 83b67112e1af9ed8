import Crypto

/// A digest as traces and proofs have it.
extension SHA256Digest {
  /// `sha256:` and 64 hexadecimal digits.
  var text: String {
    "sha256:" + map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
