import Diagnostics
import ExplicitState
import ModelIR

/// Finds out whether a log is a behaviour of a model.
///
/// After each event that ends an entry, the frontier has every configuration in which a run of the model can be that has
/// done all that was over by then, and no step more than it had to. From each of them all steps are tried that entries
/// under way and what no log tells of allow, until the next entry is over. Steps that a run takes later are taken later:
/// so nothing is missed. When the frontier is empty, no behaviour of the model has the log up to this event.
package final class LogSearch {
  /// Limits, and who wants to know how far it is.
  package struct Limits: Sendable {
    /// Bytes for configurations.
    package var memory: Int
    /// Called now and then with the entries that are over and the size of the frontier.
    package var progress: @Sendable (_ done: Int, _ frontier: Int) -> Void

    package init(
      memory: Int, progress: @escaping @Sendable (_ done: Int, _ frontier: Int) -> Void = { _, _ in }
    ) {
      self.memory = memory
      self.progress = progress
    }
  }

  let log: Log
  let commanded: CommandedSystem
  let moves: Moves
  let events: [LogEvent]
  let limits: Limits
  let stop: StopFlag
  private let prepared: [PreparedEntry]
  private(set) var history: SearchHistory
  /// What is under way in each slot.
  private(set) var underway: [PreparedEntry?]
  /// The entries that are over in the order of their ends.
  private(set) var over: [Int] = []
  private(set) var largestFrontier = 0
  /// What is known of an entry that cannot be explained: every configuration that was tried.
  private(set) var tried: PackedSet
  var failures: UInt64 = 0

  init(
    _ log: Log, _ commanded: CommandedSystem, _ stepper: Stepper, _ limits: Limits, stop: StopFlag
  ) {
    self.log = log
    self.commanded = commanded
    self.limits = limits
    self.stop = stop
    var preparation = EntryPreparation(commanded)
    prepared = log.entries.map { preparation.prepare($0) }
    let (events, slots) = log.events
    self.events = events
    moves = Moves(commanded, stepper, names: preparation.names, slots: slots)
    underway = Array(repeating: nil, count: slots)
    history = SearchHistory(width: moves.layout.width)
    tried = PackedSet(width: moves.layout.width)
  }

  enum Ending: Hashable {
    case explained
    /// An index into the log's entries.
    case unexplained(entry: Int)
    case noStart
    case stopped
    case outOfMemory(entry: Int)
  }

  func entry(_ index: Int) -> PreparedEntry { prepared[index] }

  func run() -> Ending {
    guard begin() else { return stop.isRaised ? .stopped : .noStart }
    var configuration = [UInt64](repeating: 0, count: moves.layout.width)
    for event in events {
      switch event.kind {
      case .start: underway[event.slot] = prepared[event.entry]
      case .end:
        if stop.isRaised { return .stopped }
        var layer = EventLayer(search: self, event: event)
        let ending = layer.run(
          from: history.frontier.lazy.map { index in
            self.history.copy(index, into: &configuration)
            return (configuration, UInt32(index))
          })
        if let ending {
          tried = layer.tried
          return ending
        }
        history.append(layer.done, parents: layer.origins)
        largestFrontier = max(largestFrontier, layer.done.count)
        underway[event.slot] = nil
        over.append(event.entry)
        if over.count & 0x3FF == 0 { limits.progress(over.count, layer.done.count) }
      }
    }
    return .explained
  }

  /// The start states.
  private func begin() -> Bool {
    let interpreter = Interpreter(commanded.original, stop: stop)
    var start = PackedSet(width: moves.layout.width)
    for firing in interpreter.startFirings {
      guard case .next(let state, _) = interpreter.start(firing) else { continue }
      start.insert(configuration(of: state))
    }
    history.append(start, parents: Array(repeating: SearchHistory.none, count: start.count))
    return start.count > 0 && !stop.isRaised
  }

  /// A state in which nothing is under way and no name is bound.
  func configuration(of state: State) -> [UInt64] {
    let added = moves.stepper.layout.lows.count - state.cells.count
    let packed = moves.stepper.layout.pack(State(cells: state.cells + Array(repeating: nil, count: added)))
    return packed + Array(repeating: 0, count: moves.layout.width - packed.count)
  }
}
