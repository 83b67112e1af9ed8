import Checking
import Foundation

/// Saves a running search now and then; a failure to save does not end the search but becomes a note.
final class CheckpointSaving {
  private let writer: CheckpointWriter
  private let interval: Duration
  private let watch: Watch
  private var lastSave = Duration.zero
  private var hasFailed = false
  /// What became of the last attempt.
  private var news: [Note] = []
  /// What is to be said of the folder, whatever becomes of saving.
  private let remarks: [Note]

  var notes: [Note] { remarks + news }

  /// Nil if the plan saves nothing; throws if its folder holds another search, which is not touched, or if another run has it.
  init?(_ plan: CheckpointPlan?, watch: Watch) throws(EngineFailure) {
    guard let plan, let path = plan.folder else { return nil }
    let folder = CheckpointFolder(path)
    writer = CheckpointWriter(
      folder: folder, digest: plan.digest, unreduced: plan.unreduced, stop: watch.conclusion.flag)
    interval = plan.interval
    self.watch = watch
    let writer = writer
    let (canSave, remarks) = try folder.take { () throws(EngineFailure) in _ = try writer.saved() }
    self.remarks = remarks
    hasFailed = !canSave
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
      case .saved: news = []
      case .kept(let depth):
        news = ["the search saved in `\(writer.folder.url.path)` is farther, at depth \(depth), and was kept"]
      case .stopped: news = ["there was no time to save the search; what was saved before is whole"]
      }
      lastSave = watch.elapsed
    } catch {
      hasFailed = true
      news = [Note(error.message)]
    }
  }
}
