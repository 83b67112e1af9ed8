import Foundation
import Glibc

/// Whether a process is the first one of its launch by `mpirun` to use MPI, which starts once for each: it ends a second
/// process with exit code 1, as if something were violated.
enum LaunchMark {
  /// Leaves a mark where `mpirun` of Open MPI 3 and 4 has its files of the launch, which go with it; true where there is no
  /// such place.
  static func isFirst() -> Bool {
    let environment = ProcessInfo.processInfo.environment
    guard let folder = environment["OMPI_MCA_orte_jobfam_session_dir"],
      let job = environment["PMIX_NAMESPACE"], let rank = environment["PMIX_RANK"]
    else { return true }
    let path = "\(folder)/p2pcheck-\(job)-\(rank)"
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file < 0 else {
      close(file)
      return true
    }
    return errno != EEXIST
  }
}
