import Checking

/// Ends what is checked when the user wants it, and shows nothing of it.
final class Cancellation: CheckObserver {
  private let interruption: Interruption

  init(_ interruption: Interruption) { self.interruption = interruption }

  var isCancelled: Bool { interruption.isRequested }

  func progress(_ progress: Checking.Progress) {}
}
