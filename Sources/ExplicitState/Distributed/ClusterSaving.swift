import Checking
import Foundation
import ModelIR

/// Saves a search by several ranks, whole or not at all; a failure to save does not end the search but becomes a note.
final class ClusterSaving {
  private let cluster: Cluster
  private let folder: CheckpointFolder
  private let plan: CheckpointPlan
  private let watch: Watch
  private var lastSave = Duration.zero
  private var hasFailed = false
  /// What became of the last attempt.
  private var news: [Note] = []
  /// What is to be said of the folder, whatever becomes of saving.
  private var remarks: [Note] = []

  var notes: [Note] { remarks + news }

  /// Nil if the plan saves nothing; throws, on all ranks, if its folder holds another search, which is not touched, or if
  /// another run has it.
  init?(_ cluster: Cluster, _ plan: CheckpointPlan?, watch: Watch) throws(EngineFailure) {
    guard let plan, let path = plan.folder else { return nil }
    self.cluster = cluster
    self.plan = plan
    self.watch = watch
    folder = CheckpointFolder(path)
    var own: Result<[UInt8], EngineFailure> = .success([])
    do throws(EngineFailure) {
      // One holds it for all.
      if cluster.rank == 0 { own = .success([try take() ? 1 : 0]) }
    } catch {
      own = .failure(error)
    }
    hasFailed = try cluster.collect(own)[0] == [0]
  }

  /// Whether the first rank can save from now on.
  private func take() throws(EngineFailure) -> Bool {
    let (canSave, remarks) = try folder.take { () throws(EngineFailure) in _ = try saved() }
    self.remarks = remarks
    return canSave
  }

  /// Whether the last time is long enough ago.
  var isDue: Bool { !hasFailed && watch.elapsed - lastSave >= plan.interval }

  /// Saves the levels that are complete.
  ///
  /// All ranks have to call this alike.
  func save(_ exploration: ClusterExploration) throws(EngineFailure) {
    guard !hasFailed else { return }
    // The first rank says under which name; nothing, if the folder has more.
    var own: Result<Int?, EngineFailure> = .success(nil)
    do throws(EngineFailure) {
      if cluster.rank == 0 { own = .success(try saved()?.depth) }
    } catch {
      own = .failure(error)
    }
    do throws(EngineFailure) {
      _ = try cluster.collect(own.map { _ in [] })
    } catch {
      hasFailed = true
      return news = [Note(error.message)]
    }
    let known = try own.get()
    let isKept = known.map { $0 > exploration.depth } ?? false
    let told = try cluster.gather([
      isKept ? 1 : 0, UInt64(max(known ?? 0, 0)), UInt64.random(in: 0...UInt64(UInt32.max)),
    ])
    guard told[0][0] == 0 else {
      return news = [
        "the search saved in `\(folder.url.path)` is farther, at depth \(told[0][1]), and was kept"
      ]
    }
    let counts = try totals(exploration.local.countsAtLevelStart)
    let name = SavedNames.part(
      exploration.depth, UInt32(truncatingIfNeeded: told[0][2]), rank: cluster.rank)
    do throws(EngineFailure) {
      let parts = try writeParts(exploration, named: name)
      guard let parts else {
        news = ["there was no time to save the search; what was saved before is whole"]
        return removeOthers()
      }
      try putHeader(exploration, counts, parts)
      news = []
      lastSave = watch.elapsed
    } catch {
      hasFailed = true
      news = [Note(error.message)]
    }
    removeOthers()
  }

  /// Nil if there was no time for all; throws, on all ranks, if one has failed.
  private func writeParts(
    _ exploration: ClusterExploration, named name: String
  ) throws(EngineFailure) -> [ClusterCheckpoint.Part]? {
    var own: Result<[UInt8], EngineFailure>
    do throws(EngineFailure) {
      let writer = PartWriter(folder: folder.url, name: name, stop: watch.conclusion.flag)
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
      let missing = parts.first {
        !FileManager.default.fileExists(atPath: folder.url.appendingPathComponent($0.file).path)
      }
      do throws(EngineFailure) {
        if let missing {
          throw EngineFailure(
            .inputOutput,
            "cannot save a checkpoint: `\(missing.file)` is not in the first rank's `\(folder.url.path)`; the folder must be one that all ranks share"
          )
        }
        try folder.put(checkpoint)
      } catch {
        own = .failure(error)
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
    guard let header = try folder.saved() else { return nil }
    guard case .ranks(let known) = header.content, known.digest == plan.digest else {
      throw EngineFailure(.inputOutput, CheckpointFolder.otherSearch(folder.url))
    }
    return known
  }

  /// Deletes the files of all other checkpoints, of which the first rank sees those of all; none, if it is not known which
  /// one counts.
  private func removeOthers() {
    guard cluster.rank == 0 else { return }
    do throws(EngineFailure) {
      folder.removeFiles(otherThan: Set(try saved()?.parts.map(\.file) ?? []))
    } catch {}
  }
}
