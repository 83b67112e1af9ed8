import Diagnostics
import ProofGate
import Reporting

/// The files that p2pcheck writes beside each other in a folder of `proofs/`, as they are recognised.
enum ProofFile: Hashable {
  case claim
  /// By the number of the certificate.
  case invariant(Int)
  case script(Int)

  /// By its name alone; nil if p2pcheck writes no file of this name.
  init?(named name: String) {
    if name.hasSameBytes(as: ProofClaim.fileName) {
      self = .claim
      return
    }
    let parts = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    guard let number = parts.first.flatMap({ Int($0) }), number > 0, parts[0].hasSameBytes(as: "\(number)")
    else { return nil }
    switch parts.count {
    case 3 where name.hasSameBytes(as: CertificateFiles.invariantName(number)): self = .invariant(number)
    case 3 where name.hasSameBytes(as: CertificateFiles.consecutionName(number)): self = .script(number)
    case 4 where CertificateFiles.isClaimScript(parts[1], parts[2], parts[3]): self = .script(number)
    default: return nil
    }
  }

  /// Whether p2pcheck wrote it, for the check of this name, as far as its beginning tells: only such a file is removed.
  func isOurs(_ bytes: [UInt8], of check: String) -> Bool {
    switch self {
    case .claim:
      let root = try? JSONParser.parse(bytes)
      return root?["schema"]?.string == ProofClaim.schema
        && root?["check"]?.string?.hasSameBytes(as: check) == true
    case .invariant: return bytes.starts(with: CertificateFiles.invariantHead.utf8)
    case .script:
      let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 2, omittingEmptySubsequences: false)
      return lines.count == 3 && lines[0].first == UInt8(ascii: ";")
        && lines[1].elementsEqual(CertificateFiles.scriptHead.utf8)
    }
  }
}
