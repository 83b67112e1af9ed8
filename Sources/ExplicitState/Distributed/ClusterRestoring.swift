import Checking
import Foundation

/// Restores a search that ranks have saved, whatever number of them: each reads some of the parts, and sends states to
/// those whom they belong to now.
struct ClusterRestoring {
  let cluster: Cluster
  let folder: URL
  let digest: String

  /// Fills a fresh exploration.
  ///
  /// All ranks have to call this alike; if one fails, all do.
  func restore(_ exploration: ClusterExploration) throws(EngineFailure) {
    let checkpoint = try header(exploration)
    _ = try cluster.collect(try readParts(of: checkpoint, into: exploration).map { [] })
    try check(exploration, checkpoint)
    exploration.resume(checkpoint)
  }

  /// What all ranks agree that there is.
  private func header(_ exploration: ClusterExploration) throws(EngineFailure) -> ClusterCheckpoint {
    let checkpoint = ClusterCheckpoint(in: folder)
    var own: Result<[UInt8], EngineFailure> = .success([])
    let counts = exploration.local.counts
    let width = exploration.local.context.space.store.width
    if let checkpoint {
      if checkpoint.digest != digest {
        own = .failure(failure("it was made with another model or other options"))
      } else if !checkpoint.isConsistent(width: width, counts: counts) {
        own = .failure(failure("it does not belong to this model, or another version wrote it"))
      }
    } else {
      let isThere = FileManager.default.fileExists(
        atPath: folder.appendingPathComponent(Checkpoint.header).path)
      own = .failure(
        failure(
          isThere
            ? "it is none that several ranks have saved; one process can go on" : "there is no checkpoint"))
    }
    let text = checkpoint.map { $0.parts.map(\.digest).joined() + "\($0.depth)" } ?? ""
    _ = try cluster.collect(own)
    try cluster.agree("checkpoint", text)
    guard let checkpoint else { throw failure("there is no checkpoint") }
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
      guard stored == UInt64(checkpoint.parts.reduce(0) { $0 + $1.levels[depth] }) else {
        throw failure("its files are damaged")
      }
    }
  }

  private func failure(_ reason: String) -> EngineFailure {
    EngineFailure(.inputOutput, "cannot resume from `\(folder.path)`: \(reason)")
  }
}
