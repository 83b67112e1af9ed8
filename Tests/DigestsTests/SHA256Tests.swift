import Digests
import Testing

@Suite("SHA-256")
struct SHA256Tests {
  /// From FIPS 180-4's examples, as NIST publishes them.
  static let published = [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ]

  @Test("published examples, whole and in two pieces, contiguous or not", arguments: published.indices)
  func publishedExamples(_ number: Int) {
    let (text, digits) = Self.published[number]
    let bytes = Array(text.utf8)
    #expect(SHA256.hash(data: bytes).hexadecimal == digits)
    #expect(SHA256.hash(data: bytes.lazy.map { $0 }).text == "sha256:" + digits)
    var hash = SHA256()
    hash.update(data: bytes.prefix(bytes.count / 3))
    let beginning = hash.finalize()
    hash.update(data: bytes.dropFirst(bytes.count / 3))
    #expect(hash.finalize().hexadecimal == digits)
    #expect(beginning == SHA256.hash(data: bytes.prefix(bytes.count / 3)))
  }
}
