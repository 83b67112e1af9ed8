import Glibc

/// How somebody waits for messages: closely at first, then asleep: who has had the processor little is the first to get it.
struct Patience {
  private var rounds = 0

  /// To be called each time there was nothing.
  mutating func rest() {
    rounds += 1
    switch rounds {
    case ..<300: break
    case ..<4096: usleep(20)
    default: usleep(1000)
    }
  }

  /// There was something.
  mutating func renew() { rounds = 0 }
}
