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

  /// Nil if the plan saves nothing.
  init?(_ plan: CheckpointPlan?, watch: Watch) {
    guard let plan, let folder = plan.folder else { return nil }
    writer = CheckpointWriter(
      folder: URL(fileURLWithPath: folder), digest: plan.digest, unreduced: plan.unreduced)
    interval = plan.interval
    self.watch = watch
  }

  /// Saves if the last time is long enough ago.
  func saveIfDue(_ exploration: Exploration) {
    guard watch.elapsed - lastSave >= interval else { return }
    save(exploration)
  }

  func save(_ exploration: Exploration) {
    guard !hasFailed else { return }
    do throws(EngineFailure) {
      try writer.save(exploration)
      lastSave = watch.elapsed
    } catch {
      hasFailed = true
      notes.append(Note(error.message))
    }
  }
}
