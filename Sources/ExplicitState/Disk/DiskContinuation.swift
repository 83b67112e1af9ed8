import Checking
import Foundation
import ModelIR

/// What a search has of its folder on disk, and how it goes on there.
struct DiskContinuation {
  private let plan: DiskPlan
  private let folder: DiskFolder
  /// What was saved before; nil if nothing was.
  private let manifest: DiskManifest?

  /// How the search ended, and on disk what it knows; nil if it still has all in memory.
  typealias Continued = (ending: Exploration.Ending, exploration: DiskExploration?)

  /// Nil without a plan; throws if the folder cannot be used, or holds another search.
  init?(_ plan: DiskPlan?) throws(EngineFailure) {
    guard var plan else { return nil }
    let (path, digest) = (plan.folder, plan.digest)
    folder = try DiskFolder(path, limit: plan.limit) { data throws(EngineFailure) in
      _ = try DiskManifest(data, in: path, digest: digest)
    }
    // Whoever had it before may have saved since.
    if let data = try folder.header() {
      manifest = try DiskManifest(data, in: path, digest: digest)
    } else {
      manifest = nil
    }
    // Files that the header does not name are of a run that was killed.
    folder.removeFiles(otherThan: Set((manifest?.files ?? []).map(\.name)))
    if let manifest { plan.tuning.blockBytes = manifest.blockBytes }
    self.plan = plan
  }

  /// Whether there is a saved search to go on with.
  var isResumed: Bool { manifest != nil }

  /// Goes on with what was saved of this system.
  func resume(
    _ exploration: Exploration, _ claims: [Claim], of system: TransitionSystem
  ) throws(EngineFailure) -> Continued {
    guard let manifest else { return (.stopped(.memory), nil) }
    let width = exploration.context.space.store.width
    guard manifest.isOf(system, width: width, counts: exploration.counts) else {
      throw EngineFailure(.inputOutput, "`\(folder.path)` does not belong to this model")
    }
    let disk = try make(exploration, claims)
    do throws(DiskStop) {
      try disk.resume(manifest)
    } catch {
      return (try stopped(error, exploration), disk)
    }
    return (try run(disk), disk)
  }

  /// Goes on where memory was full; `starts` are executed again if they were not all.
  func goOn(
    _ exploration: Exploration, _ claims: [Claim], _ starts: inout StartStates, _ canonical: Canonical,
    anew: () -> StartStates
  ) throws(EngineFailure) -> Continued {
    exploration.context.watch.goOn(after: .memory)
    let disk = try make(exploration, claims)
    do throws(DiskStop) {
      if starts.isComplete {
        try disk.takeFromMemory()
      } else {
        starts = anew()
        try disk.begin(&starts, canonical)
      }
    } catch {
      folder.clear()
      return (try stopped(error, exploration), nil)
    }
    return (try run(disk), disk)
  }

  /// Removes what was saved: one state of each orbit is not enough.
  func clear() { folder.clear() }

  /// Lets others have the folder.
  func end() { folder.end() }

  private func run(_ disk: DiskExploration) throws(EngineFailure) -> Exploration.Ending {
    let ending = try disk.run()
    if ending == .orderMatters { clear() }
    return ending
  }

  private func make(_ exploration: Exploration, _ claims: [Claim]) throws(EngineFailure) -> DiskExploration {
    guard let disk = DiskExploration(exploration, claims: claims, plan: plan, folder: folder) else {
      throw EngineFailure(.inputOutput, "the system refuses the memory to gather states")
    }
    return disk
  }

  private func stopped(_ stop: DiskStop, _ exploration: Exploration) throws(EngineFailure)
    -> Exploration.Ending
  {
    let watch = exploration.context.watch
    if case .failed(let failure) = stop { throw failure }
    if let reason = stop.reason { watch.end(because: reason) }
    return .stopped(watch.stopReason ?? .cancelled)
  }
}
