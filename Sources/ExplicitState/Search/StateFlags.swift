/// A truth value for each state of a search, false at first.
///
/// `@unchecked Sendable`: workers change the flags of different states at the same time.
@safe
final class StateFlags: @unchecked Sendable {
  private let flags: UnsafeMutablePointer<Bool>

  init(count: Int) {
    unsafe flags = .allocate(capacity: max(count, 1))
    unsafe flags.initialize(repeating: false, count: max(count, 1))
  }

  deinit { unsafe flags.deallocate() }

  subscript(state: UInt32) -> Bool {
    get { unsafe flags[Int(state)] }
    set { unsafe flags[Int(state)] = newValue }
  }
}
