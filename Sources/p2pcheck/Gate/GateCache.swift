import Checking
import Checks
import Digests
import Encoding
import ExplicitState
import Foundation
import ModelIR
import ProofGate
import Reporting

/// Remembers which checks have stood, each under a digest of everything that decides it.
///
/// These are this program, the solvers, the model's files and settings, the check, what is expected, and all files of the
/// proof. Only a check that stood, all of it, is remembered: the name of an empty file is its digest.
struct GateCache: Sendable {
  private let folder: PrivateFolder
  /// The program and the solvers.
  private let setting: [String]

  /// Nil without a folder, if the program cannot be read, or if it is not known what a solver is.
  init?(folder: String?, solvers: [any ScriptSolver]) {
    guard let folder, let program = Bundle.main.executableURL,
      let bytes = try? Data(contentsOf: program, options: .mappedIfSafe)
    else { return nil }
    self.folder = PrivateFolder(folder)
    let identities = solvers.compactMap(\.identity)
    guard identities.count == solvers.count else { return nil }
    setting = [SHA256.hash(data: bytes).text] + identities
  }

  /// Of a check with all its combinations and what there is of proofs.
  func key(_ subjects: [GateSubject], _ proofs: ProofFolder) -> String {
    var hash = SHA256()
    func add(_ bytes: some DataProtocol) {
      // With their lengths, two lists of parts are never the same bytes.
      hash.update(data: Data("\(bytes.count) ".utf8))
      hash.update(data: bytes)
    }
    for part in setting { add(Data(part.utf8)) }
    for subject in subjects {
      for part in subject.parts { add(Data(part.utf8)) }
    }
    for (name, bytes) in proofs.files.sorted(by: { $0.key < $1.key }) {
      add(Data(name.utf8))
      add(bytes)
    }
    return hash.finalize().hexadecimal
  }

  func hasStood(_ key: String) -> Bool { folder.content(of: key) != nil }

  /// A cache that cannot be written to is no failure: the check is made again.
  func remember(_ key: String) {
    try? folder.write(Data(), to: key)
    folder.prune(bytes: .max, files: 10_000)
  }
}

extension GateSubject {
  /// What decides, apart from the proofs, whether they stand.
  fileprivate var parts: [String] {
    var expected = task.claims.map { "\($0.name(in: task.system)): \(expectations.word(for: $0) ?? "")" }
    expected += expectations.neverFired.map { "never fires \($0.index)" }.sorted()
    expected += expectations.vacuous.map { "vacuous \($0.index)" }.sorted()
    return [
      model.digest, job.name, job.modelAsWritten, engine, job.deadlock.rawValue, "\(job.symmetry)",
      "\(job.failuresEndRuns)",
      "\(job.budget.maximumDepth.map(String.init) ?? "")",
    ] + job.constants.map { "\($0.name) = \($0.values.joined(separator: ", "))" } + values + [
      "\(expected.count)"
    ] + expected
  }
}
