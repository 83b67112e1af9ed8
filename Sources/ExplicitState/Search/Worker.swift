import CSuccessor
import Checking
import Synchronization

/// Expands states and stores what is new: the search's inner loop, one per thread.
///
/// Used by one thread at a time; between levels it is handed over by the crew's lock.
@safe
final class Worker: @unchecked Sendable {
  /// Successors are looked up in slices: all of a slice's cache misses are under way at the same time.
  static let slice = Int(P2P_SLICE)
  /// Successors gathered before they are looked up.
  static let batch = 512
  /// States per piece of work.
  static let unit = 512

  let context: SearchContext
  let output: UnsafeMutablePointer<p2p_output>
  /// For each successor of a slice the slot at which its lookup goes on.
  let positions: UnsafeMutablePointer<Int>
  /// The states expanded since the last lookup, and for each the number of successors gathered after it.
  let sources: UnsafeMutablePointer<UInt32>
  let ends: UnsafeMutablePointer<Int>
  /// Made when states are compact for the first time.
  private var finder: KeyFinder?
  var reserve = IndexReserve()
  /// Where the search's edges go, if they are wanted and there is memory for them.
  var edges: EdgeLog?
  /// What sends successors to other ranks; nil in a search by one process.
  var courier: Courier?
  private(set) var ledger = FindingLedger()
  /// Nil unless it is wanted.
  private(set) var profile: WorkerProfile?
  /// Nil if everything that is enabled is fired.
  private let sets: StubbornSets?
  /// The reserve as it was before the slice, of a search that is profiled.
  private var unclaimed = IndexReserve()
  /// How many states were expanded as a whole by a search that fires stubborn sets.
  var wholeExpansions = 0
  /// Successors that others do not know of yet.
  private var firings = 0
  private static let firingsToReport = 1 << 14

  init(_ context: SearchContext) {
    self.context = context
    edges = context.edgeQuota.map(EdgeLog.init)
    sets = context.relations.map(StubbornSets.init)
    unsafe output = Self.own(1)
    unsafe output.initialize(to: p2p_output())
    unsafe positions = Self.own(Self.slice)
    unsafe sources = Self.own(Self.unit)
    unsafe ends = Self.own(Self.unit)
    profile = context.profiles ? WorkerProfile(rules: context.counts.rules) : nil
    unsafe output.pointee.ticks = context.profiles ? Self.zeros(context.counts.rules + 1) : nil
    unsafe output.pointee.fired = Self.zeros(context.counts.rules)
    unsafe output.pointee.stopped = Self.zeros(context.counts.rules)
    unsafe output.pointee.hits = Self.zeros(context.counts.properties)
    unsafe output.pointee.settled = UnsafePointer(context.settled.pointer)
    unsafe output.pointee.stop = UnsafePointer(context.watch.stop.pointer)
    unsafe output.pointee.canonicalise = context.canonicalise ? 1 : 0
    unsafe output.pointee.reserve_state = p2p_reserve_state
    unsafe output.pointee.reserve_finding = p2p_reserve_finding
  }

  deinit {
    unsafe output.pointee.fired.deallocate()
    unsafe output.pointee.stopped.deallocate()
    unsafe output.pointee.hits.deallocate()
    unsafe output.pointee.ticks?.deallocate()
    unsafe p2p_release(output)
    unsafe output.deallocate()
    unsafe positions.deallocate()
    unsafe sources.deallocate()
    unsafe ends.deallocate()
  }

  /// Expands states of the level until there are none left or the search is to end; in part if there is a boundary.
  func work(on level: Level, depth: Int, inspectOnly: Bool, _ boundary: LevelBoundary?) {
    if let sets, let boundary {
      workReduced(on: level, depth: depth, sets, boundary)
    } else if profile != nil {
      let start = ContinuousClock.now
      work(on: level, depth: depth, inspectOnly: inspectOnly)
      profile?.noteWork(since: start)
    } else {
      work(on: level, depth: depth, inspectOnly: inspectOnly)
    }
  }

  /// The time that each rule took, and behind them the properties, in the states in which it was measured.
  var ticks: [UInt64] {
    guard profile != nil else { return [] }
    return unsafe Array(UnsafeBufferPointer(start: output.pointee.ticks, count: context.counts.rules + 1))
  }

  private func work(on level: Level, depth: Int, inspectOnly: Bool) {
    let successor = context.successor
    let store = context.space.store
    let stop = context.watch.stop
    var goesOn = true
    var sourceCount = 0
    // States move between batches only.
    var finder = currentFinder()
    while goesOn, let pieces = level.next() {
      for piece in pieces where goesOn {
        for state in piece {
          unsafe output.pointee.moved = 0
          unsafe output.pointee.enabled = 0
          let gathered = unsafe output.pointee.count
          let words = unsafe finder?.words(of: state) ?? store.pointer(to: state)
          unsafe successor.expand(words, into: output)
          if stop.isRaised {
            forgetExpansion(keeping: gathered)
            goesOn = false
            break
          }
          unsafe sources[sourceCount] = state
          unsafe ends[sourceCount] = output.pointee.count
          sourceCount &+= 1
          if unsafe output.pointee.finding_count != 0 || output.pointee.moved == 0
            || output.pointee.failed != 0
          {
            note(state, depth: depth, inspectOnly: inspectOnly)
          }
          if unsafe output.pointee.count >= Self.batch {
            goesOn = settleBatch(of: sourceCount, inspectOnly: inspectOnly)
            sourceCount = 0
            finder = currentFinder()
            if !goesOn { break }
          }
        }
      }
      goesOn = settleBatch(of: sourceCount, inspectOnly: inspectOnly) && goesOn
      sourceCount = 0
      goesOn = context.unitDone(of: level) && goesOn
      finder = currentFinder()
    }
    reportFirings()
  }

  /// Nil while the search stores states as they are.
  private func currentFinder() -> KeyFinder? { context.space.store.compact.map { finder(for: $0) } }

  /// Compact states stay so, and the finder with them.
  func finder(for states: CompactStates) -> KeyFinder {
    if let finder { return finder }
    let made = KeyFinder(states)
    finder = made
    return made
  }

  /// Keeps nothing of the states in memory: they are elsewhere.
  func leaveMemory() {
    finder = nil
    edges = nil
    reserve = IndexReserve()
    unsafe output.pointee.count = 0
    unsafe output.pointee.finding_count = 0
    forgetCounts()
  }

  /// What was expanded when the search was stopped may be incomplete: the state counts as unexpanded.
  func forgetExpansion(keeping count: Int) {
    unsafe output.pointee.count = count
    unsafe output.pointee.finding_count = 0
    context.watch.end(because: .cancelled)
  }

  /// Looks up what was gathered from so many states; false if there is no memory for it, or other ranks want the search to end.
  private func settleBatch(of sourceCount: Int, inspectOnly: Bool) -> Bool {
    unsafe noteFirings(output.pointee.count)
    if let courier, !inspectOnly {
      tagSources(count: sourceCount)
      courier.route(self)
    }
    let stored = inspectOnly || (profile == nil ? store() : storeProfiled())
    unsafe output.pointee.count = 0
    guard let courier, !inspectOnly else { return stored }
    return courier.exchange(self) && stored
  }

  func noteFirings(_ count: Int) {
    firings &+= count
    if firings >= Self.firingsToReport { reportFirings() }
  }

  /// What all workers write to is slow to write: not each time.
  func reportFirings() {
    context.firings.add(firings, ordering: .relaxed)
    firings = 0
  }

  /// Stores what was gathered; false if there is no memory for it.
  ///
  /// `found` is told of each of them, by its source among those gathered, as which state it is stored.
  func store(_ found: (_ source: Int, _ state: UInt32) -> Void) -> Bool {
    storeSlices { slice, firstSource in
      var source = firstSource
      for index in slice {
        while unsafe ends[source] <= index { source &+= 1 }
        found(source, unsafe UInt32(truncatingIfNeeded: positions[index - slice.lowerBound]))
      }
    }
  }

  /// Stores what was gathered; false if there is no memory for it.
  func store() -> Bool { storeSlices { slice, firstSource in log(slice, firstSource: firstSource) } }

  /// New states take the indices of the reserve one after the other.
  private func storeProfiled() -> Bool {
    let start = ContinuousClock.now
    defer { profile?.noteStoring(since: start) }
    return storeSlices { slice, firstSource in
      log(slice, firstSource: firstSource)
      for index in slice {
        let state = unsafe UInt32(truncatingIfNeeded: positions[index - slice.lowerBound])
        guard unclaimed.count > 0, unclaimed.next == state else { continue }
        unclaimed.advance()
        profile?.noteNewState(by: unsafe output.pointee.origins[index])
      }
    }
  }

  @inline(__always)
  private func storeSlices(_ settled: (_ slice: Range<Int>, _ firstSource: Int) -> Void) -> Bool {
    let count = unsafe output.pointee.count
    var start = 0
    var source = 0
    while start < count {
      let end = min(start + Self.slice, count)
      while reserve.count < end - start {
        guard let block = context.space.allocate(atLeast: end - start - reserve.count) else {
          context.watch.end(because: .memory)
          return false
        }
        reserve.add(block)
      }
      // States become compact while workers rest, so that it is known only then whether parts need room.
      context.space.safepoint.rest()
      if let compact = context.space.store.compact, !context.space.prepare(compact) {
        context.watch.end(because: .memory)
        return false
      }
      if profile != nil { unclaimed = reserve }
      let firstSource = source
      if let compact = context.space.store.compact {
        source = insert(start..<end, firstSource: firstSource, into: compact)
      } else {
        source = insert(start..<end, firstSource: firstSource)
      }
      settled(start..<end, firstSource)
      start = end
    }
    return true
  }

  /// The rare part of an expansion: findings, deadlocks, lack of memory.
  private func note(_ state: UInt32, depth: Int, inspectOnly: Bool) {
    noteFindings(in: state, depth: depth, inspectOnly: inspectOnly)
    noteDeadlock(in: state, depth: depth)
  }

  func noteFindings(in state: UInt32, depth: Int, inspectOnly: Bool = false) {
    let result = unsafe output.pointee
    if unsafe result.failed != 0 { context.watch.end(because: .outOfMemory) }
    for index in 0..<(unsafe result.finding_count) {
      if unsafe result.findings[index].kind == UInt32(P2P_FINDING_ORDER) {
        ledger.addStoppedWatch(unsafe result.findings[index].subject)
      }
      guard let candidate = unsafe Candidate(result.findings[index], state: state, depth: depth) else {
        continue
      }
      if !(inspectOnly && candidate.concernsFiring) { add(candidate) }
    }
    unsafe output.pointee.finding_count = 0
  }

  /// Of the state that was expanded last.
  func noteDeadlock(in state: UInt32, depth: Int) {
    guard unsafe context.isDeadlock(enabled: output.pointee.enabled, moved: output.pointee.moved) else {
      return
    }
    add(Candidate(kind: .deadlock, state: state, depth: depth, subject: 0, property: 0, instance: 0))
  }

  private func add(_ candidate: Candidate) { ledger.add(candidate, in: context.space.store) }

  /// Stores a start state unless it is there already; false if there is no memory for it.
  func insertStart(_ words: [UInt64]) -> Bool {
    guard unsafe p2p_reserve_state(output, words.count) == 1 else { return false }
    for (index, word) in words.enumerated() { unsafe output.pointee.words[index] = word }
    unsafe output.pointee.hashes[0] = unsafe p2p_hash(output.pointee.words, words.count)
    unsafe output.pointee.count = 1
    unsafe sources[0] = StateStore.root
    unsafe ends[0] = 1
    context.space.safepoint.begin(1)
    defer {
      context.space.safepoint.leave()
      unsafe output.pointee.count = 0
    }
    return store()
  }

  /// The findings since the last call.
  func takeFindings() -> FindingLedger {
    defer { ledger = FindingLedger() }
    return ledger
  }

  private static func zeros(_ count: Int) -> UnsafeMutablePointer<UInt64> {
    let pointer = unsafe own(max(count, 1), of: UInt64.self)
    unsafe pointer.initialize(repeating: 0, count: max(count, 1))
    return unsafe pointer
  }

  /// Memory in cache lines that no other worker writes to; lines are fetched in pairs.
  private static func own<Element>(
    _ count: Int, of type: Element.Type = Element.self
  ) -> UnsafeMutablePointer<Element> {
    let line = 128
    let size = (count * MemoryLayout<Element>.stride + line - 1) / line * line
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: line)
    return unsafe memory.bindMemory(to: Element.self, capacity: count)
  }
}
