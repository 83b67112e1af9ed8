import Glibc

/// How somebody waits for messages: closely at first, then leaving the processor to others.
struct Patience {
  private var rounds = 0

  /// To be called each time there was nothing.
  mutating func rest() {
    rounds += 1
    switch rounds {
    case ..<64: break
    case ..<1024: sched_yield()
    case ..<4096: usleep(50)
    default: usleep(1000)
    }
  }

  /// There was something.
  mutating func renew() { rounds = 0 }
}
