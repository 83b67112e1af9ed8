import Checking
import ExplicitState
import Foundation

/// How `mpirun`, or `srun` with PMIx, has started this process: as one of several ranks.
struct RankLaunch {
  let rank: Int
  let count: Int
  /// Ranks on this machine, as far as that is known.
  let localCount: Int
  /// Whether whoever has started it can still be reached, as far as the environment says; if not, variables were left over.
  let isAttended: Bool

  /// Whether another rank speaks for this one.
  var isSilent: Bool { rank > 0 && isAttended }

  /// Nil if this process was started alone.
  static let current: RankLaunch? = {
    let environment = ProcessInfo.processInfo.environment
    func number(_ names: String...) -> Int? {
      names.lazy.compactMap { environment[$0].flatMap { Int($0) } }.first
    }
    let isSlurm = environment["PMIX_RANK"] != nil
    guard let count = number("OMPI_COMM_WORLD_SIZE") ?? (isSlurm ? number("SLURM_STEP_NUM_TASKS") : nil),
      count > 1,
      let rank = number("OMPI_COMM_WORLD_RANK", "PMIX_RANK")
    else { return nil }
    let tasks = environment["SLURM_STEP_TASKS_PER_NODE"].flatMap { Int($0.prefix { $0.isNumber }) }
    let localCount = number("OMPI_COMM_WORLD_LOCAL_SIZE") ?? tasks ?? 1
    return RankLaunch(
      rank: rank, count: count, localCount: max(localCount, 1),
      isAttended: environment.keys.contains { $0.hasPrefix("PMIX_SERVER_URI") })
  }()

  /// All ranks, once they are there; fails unless Open MPI says of this process what the environment says.
  func cluster() throws(EngineFailure) -> Cluster { try Cluster.started(rank: rank, of: count) }

  /// Why ranks cannot run a command together; nil if they can.
  ///
  /// `arguments` are those behind the program's name.
  static func objection(to arguments: some Sequence<String>) -> String? {
    guard let command = arguments.first(where: { !$0.hasPrefix("-") }), command != "verify", command != "help"
    else {
      return nil
    }
    return "'\(command)' is for one process; of several ranks only 'verify' makes use"
  }

  /// The threads of each rank, unless somebody says: those that it is bound to, or its part of all.
  static func jobs(_ processors: Int, of all: Int, launch: RankLaunch?) -> Int {
    guard let launch, processors >= all else { return processors }
    return max(processors / launch.localCount, 1)
  }
}
