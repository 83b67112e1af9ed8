import CSuccessor
package import ModelIR

/// A stop flag that compiled code sees as well.
///
/// `@safe`: the word is only read and written atomically, and lives as long as this object.
@safe
package final class StopWord: @unchecked Sendable {
  /// For what is interpreted.
  package let flag = StopFlag()
  /// For compiled code: anything but 0 once raised.
  let pointer: UnsafeMutablePointer<UInt32>

  package init() {
    unsafe pointer = .allocate(capacity: 1)
    unsafe pointer.initialize(to: 0)
  }

  deinit { unsafe pointer.deallocate() }

  /// Whether what was expanded just now may be incomplete.
  var isRaised: Bool { unsafe p2p_stopped(pointer) != 0 }

  package func raise() {
    flag.raise()
    unsafe p2p_raise(pointer)
  }

  /// Looks many times a second whether the word is to be raised, until it is or the task is cancelled.
  package func raise(once isOver: @escaping @Sendable () -> Bool) -> Task<Void, Never> {
    Task.detached { [self] in
      while !Task.isCancelled {
        if isOver() { return raise() }
        try? await Task.sleep(for: .milliseconds(20))
      }
    }
  }
}
