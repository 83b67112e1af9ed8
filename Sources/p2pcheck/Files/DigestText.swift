import Crypto

/// A digest as traces and proofs have it.
extension SHA256Digest {
  /// `sha256:` and the digits.
  var text: String { "sha256:" + hexadecimal }

  /// 64 digits.
  var hexadecimal: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
