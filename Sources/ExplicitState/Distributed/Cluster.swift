package import Checking
import Glibc
import Synchronization

/// This process as one of the ranks that search together.
///
/// Between levels all ranks tell each other what they know, with `gather`; what all then do follows from that alone, so
/// that nobody has to tell them. While they expand a level they send each other states (`Cluster+Level.swift`).
package final class Cluster: Sendable {
  package let rank: Int
  package let count: Int
  let state: Mutex<State>
  /// Messages of this rank that are under way.
  let unsent = Atomic(0)
  private let transport: any Transport
  private let isAbandoned = Atomic(false)
  /// Seconds.
  private static let patience: UInt32 = 3

  /// What has arrived and was not asked for yet.
  struct State: ~Copyable {
    var parcels: [Parcel] = []
    /// Messages that say that somebody has sent all of a level.
    var levelEnds = 0
    /// Which search is under way: all ranks begin the same ones.
    var search: UInt64 = 0
    /// Why that is to end, if somebody says so.
    var stopReason: StopReason?
    /// By sender.
    var reports: [[Parcel]]
    var agreements: [Parcel] = []
    /// How often this rank has gathered.
    var gathered: UInt64 = 0
    var departed: Set<Int> = []
  }

  init(_ transport: any Transport) {
    self.transport = transport
    rank = transport.rank
    count = transport.count
    state = Mutex(State(reports: Array(repeating: [], count: transport.count)))
  }

  /// Ranks within this process, for threads of their own.
  package static func local(_ count: Int) -> [Cluster] { LocalTransport.ranks(count).map { Cluster($0) } }

  /// What each rank says, by rank; all have to call this, and with all others alike.
  ///
  /// What a rank says somewhere else, because it has failed, is taken for nothing else: all fail then. `line` is where this is
  /// called.
  package func gather(_ words: [UInt64], line: Int = #line) throws(EngineFailure) -> [[UInt64]] {
    guard count > 1 else { return [words] }
    let place = state.withLock { state in
      state.gathered += 1
      return [state.gathered, UInt64(line)]
    }
    let parts = try exchange(place + words)
    for (other, part) in parts.enumerated() where Array(part.prefix(place.count)) != place {
      abandon()
      throw EngineFailure(
        .inputOutput,
        "rank \(other) is somewhere else in the search than rank \(rank), because it has failed or is another version"
      )
    }
    return parts.map { Array($0.dropFirst(place.count)) }
  }

  private func exchange(_ words: [UInt64]) throws(EngineFailure) -> [[UInt64]] {
    guard rank == 0 else {
      state.withLock { _ in transport.send(.report, Parcel(words), to: 0) }
      return parts(of: try awaited { $0.agreements.isEmpty ? nil : $0.agreements.removeFirst() })
    }
    var parts = [words]
    for other in 1..<count {
      let report = try awaited { $0.reports[other].isEmpty ? nil : $0.reports[other].removeFirst() }
      parts.append(report.words)
    }
    let agreement = Parcel(parts.map { UInt64($0.count) } + parts.joined())
    state.withLock { _ in
      for other in 1..<count { transport.send(.agreement, agreement, to: other) }
    }
    return parts
  }

  /// Says that something is under way here that nobody waits for any more: nothing can be agreed on from now on.
  package func abandon() { isAbandoned.store(true, ordering: .relaxed) }

  /// Ends what this rank has part in; returns once all have.
  ///
  /// With what was abandoned all ranks end, with this exit code, or that of the first rank.
  package func leave(_ code: Int32) {
    guard count > 1 else { return }
    if isAbandoned.load(ordering: .relaxed) {
      // The first rank speaks: if it is as late, what it says counts, and its exit code.
      if rank > 0 { sleep(Self.patience) }
      transport.abort(code)
    }
    if rank == 0 {
      state.withLock { _ in
        for other in 1..<count { transport.send(.farewell, Parcel([]), to: other) }
      }
    } else {
      state.withLock { _ in transport.send(.farewell, Parcel([]), to: 0) }
      _ = try? awaited { $0.departed.contains(0) ? true : nil }
    }
    transport.leave()
  }

  func send(_ kind: MessageKind, _ parcel: Parcel, to other: Int) {
    state.withLock { _ in
      transport.send(kind, parcel, to: other)
      unsent.store(transport.unsent, ordering: .relaxed)
    }
  }

  func sendToOthers(_ kind: MessageKind, _ words: [UInt64]) {
    for other in 0..<count where other != rank { send(kind, Parcel(words), to: other) }
  }

  /// Takes what has arrived, at most until so many parcels with states wait here; not if somebody else does just now.
  func poll(mostParcels: Int = .max) {
    _ = state.withLockIfAvailable { state in
      while state.parcels.count < mostParcels, let message = transport.receive() {
        Self.sort(message, into: &state)
      }
      unsent.store(transport.unsent, ordering: .relaxed)
    }
  }

  private static func sort(_ message: Message, into state: inout State) {
    switch message.kind {
    case .states: state.parcels.append(message.parcel)
    case .levelEnd: state.levelEnds += 1
    case .stop:
      let words = message.parcel.words
      // One that comes late is about a search that is over.
      if words.count == 2, words[0] == state.search, state.stopReason == nil {
        state.stopReason = StopReason(rawValue: UInt8(truncatingIfNeeded: words[1]))
      }
    case .report: state.reports[message.source].append(message.parcel)
    case .agreement: state.agreements.append(message.parcel)
    case .farewell: state.departed.insert(message.source)
    }
  }

  private func awaited<Value: Sendable>(_ take: (inout State) -> Value?) throws(EngineFailure) -> Value {
    var patience = Patience()
    while true {
      poll()
      let (value, departed) = state.withLock { (take(&$0), $0.departed.min()) }
      if let value { return value }
      if isAbandoned.load(ordering: .relaxed) {
        throw EngineFailure(.unsupported, "the ranks do not wait for each other any more")
      }
      if let reason = transport.failure { throw EngineFailure(.inputOutput, reason) }
      if let departed { throw EngineFailure(.inputOutput, "rank \(departed) does not take part any more") }
      patience.rest()
    }
  }

  /// First come the lengths of all parts.
  private func parts(of agreement: Parcel) -> [[UInt64]] {
    let words = agreement.words
    var start = count
    return words.prefix(count).map { length in
      defer { start += Int(length) }
      return Array(words[start..<start + Int(length)])
    }
  }
}
