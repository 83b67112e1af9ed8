import Diagnostics
import OrderedJSON
import ProofGate
import Reporting

/// The files that p2pcheck writes beside each other in a folder of `proofs/`, as they are recognised.
enum ProofFile: Hashable {
  case claim
  /// By the number of the certificate.
  case invariant(Int)

  /// By its name alone; nil if p2pcheck writes no file of this name.
  init?(named name: String) {
    if name.hasSameBytes(as: ProofClaim.fileName) {
      self = .claim
      return
    }
    guard let number = Int(name.prefix { $0 != "." }), number > 0,
      name.hasSameBytes(as: CertificateFiles.invariantName(number))
    else { return nil }
    self = .invariant(number)
  }

  /// Whether p2pcheck wrote it, for the check of this name, as far as its beginning tells: only such a file is removed.
  func isOurs(_ bytes: [UInt8], of check: String) -> Bool {
    switch self {
    case .claim:
      let root = try? JSONParser.parse(bytes)
      return root?["schema"]?.string == ProofClaim.schema
        && root?["check"]?.string?.hasSameBytes(as: check) == true
    case .invariant: return bytes.starts(with: CertificateFiles.invariantHead.utf8)
    }
  }
}
