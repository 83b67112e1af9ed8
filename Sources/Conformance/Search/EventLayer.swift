import ExplicitState
import ModelIR

/// All that can happen until an entry is over.
struct EventLayer {
  private let search: LogSearch
  private let event: LogEvent
  private let layout: ConfigurationLayout
  /// The entries that may take steps.
  private let entries: [PreparedEntry?]
  /// Configurations in which the entry is not over, in the order in which they came.
  private(set) var tried: PackedSet
  /// Those in which it is, without it; from which configuration of the last frontier each comes.
  private(set) var done: PackedSet
  private(set) var origins: [UInt32] = []
  private var triedOrigins: [UInt32] = []
  /// If wanted, for each configuration that was tried and each that is done what led to it: one that was tried, and how.
  private let keepsWay: Bool
  private(set) var ways: [Way] = []
  private(set) var doneWays: [Way] = []

  struct Way {
    /// Nil if it was there from the beginning.
    var before: Int?
    var action: Moves.Action?
  }

  init(search: LogSearch, event: LogEvent, entries: [PreparedEntry?]? = nil, keepsWay: Bool = false) {
    self.search = search
    self.event = event
    self.entries = entries ?? search.underway
    self.keepsWay = keepsWay
    layout = search.moves.layout
    tried = PackedSet(width: layout.width)
    done = PackedSet(width: layout.width)
  }

  /// Nil once every way on is known; `target` ends it when it is found.
  mutating func run(
    from frontier: some Sequence<(words: [UInt64], origin: UInt32)>, target: [UInt64]? = nil
  ) -> LogSearch.Ending? {
    for (words, origin) in frontier {
      var configuration = words
      // Whatever has begun since is waiting.
      for (slot, entry) in entries.enumerated() where entry != nil {
        if layout.stage(slot, in: configuration) == .none {
          layout.set(slot, entry?.isSight == true ? .ended : .waiting, in: &configuration)
        }
      }
      add(configuration, at: 0, origin, Way())
    }
    var successors = Moves.Successors()
    var configuration = [UInt64](repeating: 0, count: layout.width)
    var next = 0
    while next < tried.count {
      tried.copy(next, into: &configuration)
      successors.removeAll()
      search.moves.append(from: configuration, entries, to: &successors)
      search.failures += successors.failures
      if search.stop.isRaised || search.moves.stepper.isOver { return .stopped }
      for (number, action) in successors.actions.enumerated() {
        add(
          successors.words, at: number * layout.width, triedOrigins[next], Way(before: next, action: action))
      }
      if next & 0xFFF == 0xFFF {
        guard memory <= search.limits.memory else { return .outOfMemory(entry: event.entry) }
        search.limits.progress(search.over.count, tried.count)
      }
      if let target, done.count > 0, contains(target) { return nil }
      next += 1
    }
    return done.count > 0 ? nil : .unexplained(entry: event.entry)
  }

  private var memory: Int {
    tried.memory + done.memory + search.history.memory + tried.count * (keepsWay ? 40 : 8)
  }

  private func contains(_ target: [UInt64]) -> Bool { done.words.suffix(target.count).elementsEqual(target) }

  private mutating func add(_ words: [UInt64], at offset: Int, _ origin: UInt32, _ way: Way) {
    if words[offset + layout.state + event.slot] & 7 == ConfigurationLayout.Stage.done.rawValue {
      var configuration = Array(words[offset..<offset + layout.width])
      configuration[layout.state + event.slot] = 0
      guard done.insert(configuration).isNew else { return }
      origins.append(origin)
      if keepsWay { doneWays.append(way) }
    } else if tried.insert(words, at: offset).isNew {
      triedOrigins.append(origin)
      if keepsWay { ways.append(way) }
    }
  }
}
