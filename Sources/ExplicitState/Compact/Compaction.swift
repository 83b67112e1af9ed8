import Checking
import Synchronization

/// When the states of a search move to `CompactStates`, and what that needs to know.
final class Compaction: Sendable {
  let layout: StateLayout
  /// With so many states it is time, however little memory they take.
  let threshold: Int
  /// Whether states are to take as little as they can, however much memory there is.
  let isThrifty: Bool
  /// What is begun ends once it is raised.
  let stop: StopWord
  /// Workers of the search, and those who help to move its states.
  let jobs: Int
  /// States that all workers together may enter between two looks at the room there is for their parts.
  let margin: Int
  private let closed = Atomic(false)

  /// Nil if states are to stay as they are.
  init?(_ storage: Storage, layout: StateLayout, jobs: Int, stop: StopWord) {
    switch storage {
    case .fast: return nil
    case .automatic:
      threshold = .max
      isThrifty = false
    case .compact(let first):
      isThrifty = true
      let blocks = (max(first, 1) - 1) / CompactStates.alignment + 1
      threshold = blocks * CompactStates.alignment
    }
    self.layout = layout
    self.stop = stop
    self.jobs = max(jobs, 1)
    margin = self.jobs * Worker.slice
  }

  /// Whether the states may still move.
  var isOpen: Bool { !closed.load(ordering: .relaxed) }

  /// They stay: it is not worth it.
  func close() { closed.store(true, ordering: .relaxed) }
}
