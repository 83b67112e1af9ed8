import Checking
import Foundation
import ModelIR

/// Saves a search by several ranks, whole or not at all; a failure to save does not end the search but becomes a note.
final class ClusterSaving {
  private let cluster: Cluster
  private let folder: URL
  private let plan: CheckpointPlan
  private let watch: Watch
  private var lastSave = Duration.zero
  private var hasFailed = false
  private(set) var notes: [Note] = []

  /// Nil if the plan saves nothing; throws, on all ranks, if its folder holds another search, which is not touched.
  init?(_ cluster: Cluster, _ plan: CheckpointPlan?, watch: Watch) throws(EngineFailure) {
    guard let plan, let path = plan.folder else { return nil }
    self.cluster = cluster
    self.plan = plan
    self.watch = watch
    folder = URL(fileURLWithPath: path)
    var own: Result<[UInt8], EngineFailure> = .success([])
    do throws(EngineFailure) {
      if cluster.rank == 0 { _ = try saved() }
    } catch {
      own = .failure(error)
    }
    _ = try cluster.collect(own)
  }

  /// Whether the last time is long enough ago.
  var isDue: Bool { !hasFailed && watch.elapsed - lastSave >= plan.interval }

  /// Saves the levels that are complete.
  ///
  /// All ranks have to call this alike.
  func save(_ exploration: ClusterExploration) throws(EngineFailure) {
    guard !hasFailed else { return }
    // The first rank says under which name; nothing, if the folder has more.
    let known = cluster.rank == 0 ? try? saved() : nil
    let isKept = known.map { $0.depth > exploration.depth } ?? false
    let news = try cluster.gather([
      isKept ? 1 : 0, UInt64(known?.depth ?? 0), UInt64.random(in: 1...UInt64(UInt32.max)),
    ])
    guard news[0][0] == 0 else {
      notes = ["the search saved in `\(folder.path)` is farther, at depth \(news[0][1]), and was kept"]
      return
    }
    let counts = try totals(exploration.local.countsAtLevelStart)
    let name = "\(Checkpoint.filePrefix)\(exploration.depth)-\(news[0][2])-\(cluster.rank).part"
    do throws(EngineFailure) {
      let parts = try writeParts(exploration, named: name)
      guard let parts else {
        notes = ["there was no time to save the search; what was saved before is whole"]
        return removeOthers()
      }
      try putHeader(exploration, counts, parts)
      notes = []
      lastSave = watch.elapsed
    } catch {
      hasFailed = true
      notes = [Note(error.message)]
    }
    removeOthers()
  }

  /// Nil if there was no time for all; throws, on all ranks, if one has failed.
  private func writeParts(
    _ exploration: ClusterExploration, named name: String
  ) throws(EngineFailure) -> [ClusterCheckpoint.Part]? {
    var own: Result<[UInt8], EngineFailure>
    do throws(EngineFailure) {
      let writer = PartWriter(folder: folder, name: name, stop: watch.conclusion.flag)
      let part = try writer.write(exploration.levels, of: exploration.local.context.space.store)
      own = .success(part.flatMap { try? Array(JSONEncoder().encode($0)) } ?? [])
    } catch {
      own = .failure(error)
    }
    let texts = try cluster.collect(own)
    let parts = texts.compactMap { try? JSONDecoder().decode(ClusterCheckpoint.Part.self, from: Data($0)) }
    return parts.count == texts.count ? parts : nil
  }

  /// By the first rank, when all parts are there.
  private func putHeader(
    _ exploration: ClusterExploration, _ counts: FiringCounts, _ parts: [ClusterCheckpoint.Part]
  ) throws(EngineFailure) {
    var own: Result<[UInt8], EngineFailure> = .success([])
    if cluster.rank == 0 {
      let checkpoint = ClusterCheckpoint(
        digest: plan.digest, unreduced: plan.unreduced, width: exploration.local.context.space.store.width,
        depth: exploration.depth, checkedDepth: exploration.local.checkedDepth, counts: counts,
        ledger: exploration.ledger, parts: parts)
      do {
        let missing = parts.first {
          !FileManager.default.fileExists(atPath: folder.appendingPathComponent($0.file).path)
        }
        if let missing {
          own = .failure(
            EngineFailure(
              .inputOutput,
              "cannot save a checkpoint: `\(missing.file)` is not in the first rank's `\(folder.path)`; the folder must be one that all ranks share"
            ))
        } else {
          try JSONEncoder().encode(checkpoint).write(
            to: folder.appendingPathComponent(Checkpoint.header), options: .atomic)
        }
      } catch {
        own = .failure(
          EngineFailure(
            .inputOutput, "cannot save a checkpoint in `\(folder.path)`: \(error.localizedDescription)"))
      }
    }
    _ = try cluster.collect(own)
  }

  private func totals(_ own: FiringCounts) throws(EngineFailure) -> FiringCounts {
    var writer = WordWriter()
    own.write(to: &writer)
    var sum = FiringCounts(rules: own.firings.count, properties: own.hits.count)
    for words in try cluster.gather(writer.words) {
      var reader = WordReader(words)
      sum.add(FiringCounts(&reader))
    }
    return sum
  }

  /// What the folder holds of the same search; throws if it holds something else.
  private func saved() throws(EngineFailure) -> ClusterCheckpoint? {
    guard (try? Data(contentsOf: folder.appendingPathComponent(Checkpoint.header))) != nil else { return nil }
    guard let known = ClusterCheckpoint(in: folder), known.format == ClusterCheckpoint.currentFormat,
      known.digest == plan.digest
    else {
      throw EngineFailure(
        .inputOutput,
        "`\(folder.path)` holds the saved search of another model, of other options, of one process or of another "
          + "version; save to another folder, or delete it")
    }
    return known
  }

  /// Deletes the files of all other checkpoints, of which the first rank sees those of all.
  private func removeOthers() {
    guard cluster.rank == 0 else { return }
    let kept = Set((try? saved())?.parts.map(\.file) ?? [])
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names where name.hasPrefix(Checkpoint.filePrefix) && !kept.contains(name) {
      try? FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }
  }
}
