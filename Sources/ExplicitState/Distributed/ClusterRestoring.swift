import Checking
import Foundation
import ModelIR

/// Restores a search that ranks have saved, whatever number of them: each reads some of the parts, and sends states to
/// those whom they belong to now.
struct ClusterRestoring {
  let cluster: Cluster
  let folder: URL
  let digest: String

  /// Fills a fresh exploration of a system.
  ///
  /// All ranks have to call this alike; if one fails, all do.
  func restore(_ exploration: ClusterExploration, of system: TransitionSystem) throws(EngineFailure) {
    let checkpoint = try agreed(exploration, system)
    _ = try cluster.collect(try readParts(of: checkpoint, into: exploration).map { [] })
    try check(exploration, checkpoint)
    exploration.resume(checkpoint)
  }

  /// What all ranks agree that there is.
  private func agreed(
    _ exploration: ClusterExploration, _ system: TransitionSystem
  ) throws(EngineFailure) -> ClusterCheckpoint {
    var own: Result<ClusterCheckpoint, EngineFailure>
    var seal = ""
    do throws(EngineFailure) {
      let header = try CheckpointHeader.resumed(from: folder)
      seal = header.seal
      own = .success(try checkpoint(header, exploration.local, system))
    } catch {
      own = .failure(error)
    }
    _ = try cluster.collect(own.map { _ in [] })
    try cluster.agree("checkpoint", seal)
    return try own.get()
  }

  private func checkpoint(
    _ header: CheckpointHeader, _ exploration: Exploration, _ system: TransitionSystem
  ) throws(EngineFailure) -> ClusterCheckpoint {
    guard case .ranks(let checkpoint) = header.content else {
      throw failure("it is none that several ranks have saved; one process can go on")
    }
    guard checkpoint.digest == digest else {
      throw failure("it was made with another model or other options")
    }
    let width = exploration.context.space.store.width
    guard checkpoint.isConsistent(width: width, counts: exploration.counts, of: system) else {
      throw failure("it does not belong to this model")
    }
    return checkpoint
  }

  /// Every rank takes part in every level, also if it cannot read its own parts: others wait for it.
  private func readParts(
    of checkpoint: ClusterCheckpoint, into exploration: ClusterExploration
  ) throws(EngineFailure) -> Result<Void, EngineFailure> {
    var readers: [PartReader] = []
    var result: Result<Void, EngineFailure> = .success(())
    func attempt(_ body: () throws(EngineFailure) -> Void) {
      guard case .success = result else { return }
      do throws(EngineFailure) {
        try body()
      } catch {
        result = .failure(failure(error.message))
      }
    }
    attempt { () throws(EngineFailure) in
      for (number, part) in checkpoint.parts.enumerated() where number % cluster.count == cluster.rank {
        readers.append(try PartReader(part, in: folder, width: checkpoint.width))
      }
    }
    for depth in 0...checkpoint.depth {
      try exploration.restoreLevel { worker in
        attempt { () throws(EngineFailure) in
          for reader in readers {
            unsafe try reader.readLevel(depth) { records, count in
              unsafe worker.route(records: records, count: count)
            }
          }
        }
      }
    }
    attempt { () throws(EngineFailure) in for reader in readers { try reader.check() } }
    return result
  }

  /// Everything that was read must have been stored, once.
  private func check(_ exploration: ClusterExploration, _ checkpoint: ClusterCheckpoint) throws(EngineFailure)
  {
    let watch = exploration.local.context.watch
    var words = [UInt64(watch.stopReason?.rawValue ?? 0)]
    words += exploration.levels.map { UInt64($0.reduce(0) { $0 + $1.count }) }
    let reports = try cluster.gather(words)
    if let reason = reports.compactMap({ StopReason(rawValue: UInt8(truncatingIfNeeded: $0[0])) }).first {
      switch reason {
      case .memory, .outOfMemory:
        throw failure("its \(checkpoint.states) states do not fit into the memory limit of each rank")
      case .cancelled, .timeout, .depth, .firstViolation, .diskFull, .diskLimit:
        var failure = failure("the search was to end before it was read")
        failure.kind = .unsupported
        throw failure
      }
    }
    for depth in 0...checkpoint.depth {
      let stored = reports.reduce(0) { $0 + $1[depth + 1] }
      guard stored == UInt64(checkpoint.states(atDepth: depth)) else {
        throw failure("its files are damaged")
      }
    }
  }

  private func failure(_ reason: String) -> EngineFailure {
    CheckpointHeader.failure(reason, toResume: folder)
  }
}
