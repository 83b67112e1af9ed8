import Checking
import Foundation

/// Saves a running search now and then; a failure to save does not end the search but becomes a note.
final class CheckpointSaving {
  private let writer: CheckpointWriter
  private let interval: Duration
  private let watch: Watch
  private var lastSave = Duration.zero
  private var hasFailed = false
  private(set) var notes: [Note] = []

  /// Nil if the plan saves nothing; throws if its folder holds another search, which is not touched.
  init?(_ plan: CheckpointPlan?, watch: Watch) throws(EngineFailure) {
    guard let plan, let folder = plan.folder else { return nil }
    writer = CheckpointWriter(
      folder: URL(fileURLWithPath: folder), digest: plan.digest, unreduced: plan.unreduced,
      stop: watch.conclusion.flag)
    interval = plan.interval
    self.watch = watch
    _ = try writer.saved()
  }

  /// Saves if the last time is long enough ago.
  func saveIfDue(_ exploration: Exploration) {
    guard watch.elapsed - lastSave >= interval else { return }
    save(exploration)
  }

  func save(_ exploration: Exploration) {
    guard !hasFailed else { return }
    do throws(EngineFailure) {
      switch try writer.save(exploration) {
      case .saved: notes = []
      case .kept(let depth):
        notes = ["the search saved in `\(writer.folder.path)` is farther, at depth \(depth), and was kept"]
      case .stopped: notes = ["there was no time to save the search; what was saved before is whole"]
      }
      lastSave = watch.elapsed
    } catch {
      hasFailed = true
      notes = [Note(error.message)]
    }
  }
}
