import CSuccessor
import Checking
import ModelIR

/// Repeats a part of a search on disk with the reference interpreter, and looks its successors up.
///
/// As `Audit` of states in memory: what compiled code did with a state is compared with what the interpreter does, and every
/// successor of a state that was expanded must be in a layer. It is a sample, unless there are few states.
struct DiskAudit {
  private let exploration: DiskExploration
  private let subject: AuditSubject
  private let plan: AuditPlan
  /// What the search counted.
  private let counts: FiringCounts

  /// Blocks that a sample is of, and states of each.
  private static let sample = (blocks: 64, states: 32)

  init(
    _ exploration: DiskExploration, _ counts: FiringCounts, _ subject: AuditSubject, plan: AuditPlan
  ) {
    self.exploration = exploration
    self.counts = counts
    self.subject = subject
    self.plan = plan
  }

  /// What was looked at, or a failure that says what is wrong.
  func run() throws(EngineFailure) -> AuditAccount {
    let sampling = AuditPlan(.sample, seed: plan.seed)
    let budget = AuditBudget(exploration.context, sampling)
    let deadline = AuditDeadline(budget, raising: subject.stop)
    deadline.begin()
    defer { deadline.end() }
    let share = budget.share(1)
    let audit = StateAudit(subject, isSample: true)
    var (states, successors): (UInt64, Set<[UInt64]>) = (0, [])
    var firings = counts.firings.map { _ in UInt64(0) }
    do throws(DiskStop) {
      let isAll = exploration.states <= AuditSample.size
      let sample = isAll ? try all() : try chosen()
      for (words, depth) in sample where share.goesOn {
        let promises = subject.promises(atDepth: depth)
        do throws(Discrepancy) {
          let repeated = try audit.repeated(words, audit.state(words), promises)
          if subject.stop.isRaised { break }
          if promises.isExpanded { successors.formUnion(repeated.stored.successors) }
          states += 1
          for rule in firings.indices { firings[rule] += repeated.expected.firings[rule] }
        } catch {
          if subject.stop.isRaised { break }
          throw DiskStop.failed(disagreement(error.message))
        }
      }
      if try isAnyMissing(successors) {
        throw DiskStop.failed(disagreement("a successor is in no layer"))
      }
      let isComplete = isAll && states == UInt64(sample.count)
      if isComplete, subject.checkedDepth == nil, firings != counts.firings {
        throw DiskStop.failed(disagreement("rules fire more or less often than was counted"))
      }
      return AuditAccount(
        states: states, glances: 0, lookups: UInt64(successors.count), isComplete: isComplete, plan: sampling)
    } catch {
      if case .failed(let failure) = error { throw failure }
      return AuditAccount(states: states, glances: 0, lookups: 0, isComplete: false, plan: sampling)
    }
  }

  private func disagreement(_ what: String) -> EngineFailure {
    EngineFailure(.disagreement, "the search and the interpreter disagree: \(what)")
  }

  private typealias Sampled = (words: [UInt64], depth: Int)

  private func all() throws(DiskStop) -> [Sampled] {
    var sample: [Sampled] = []
    for (depth, layer) in exploration.layers.enumerated() {
      for block in 0..<layer.blocks { sample += try states(of: layer, block, depth) }
    }
    return sample
  }

  /// Some states of blocks by chance, and of the first and the last one.
  private func chosen() throws(DiskStop) -> [Sampled] {
    var dice = Dice(seed: plan.seed, stream: 1)
    let layers = exploration.layers
    var ends: [Int] = []
    for layer in layers { ends.append((ends.last ?? 0) + layer.count) }
    let positions = (0..<Self.sample.blocks).map { _ in Int.random(in: 0..<exploration.states, using: &dice) }
    var sample: [Sampled] = []
    for position in positions + [0, exploration.states - 1] {
      guard let depth = ends.firstIndex(where: { position < $0 }) else { continue }
      let layer = layers[depth]
      let part = Double(position - (ends[depth] - layer.count)) / Double(layer.count)
      let block = min(Int(part * Double(layer.blocks)), layer.blocks - 1)
      let states = try states(of: layer, block, depth)
      sample += states.shuffled(using: &dice).prefix(Self.sample.states)
    }
    return sample.shuffled(using: &dice)
  }

  private func states(of layer: SortedRun, _ block: Int, _ depth: Int) throws(DiskStop) -> [Sampled] {
    let width = exploration.width
    let reader = BlockReader(width: width, blockStates: blockStates)
    let count = try reader.read(layer, block: block)
    return (0..<count).map { number in
      unsafe (Array(UnsafeBufferPointer(start: reader.states + number * width, count: width)), depth)
    }
  }

  private var blockStates: Int { exploration.plan.tuning.blockStates(width: exploration.width) }

  /// Whether one of these states is in no layer.
  private func isAnyMissing(_ states: Set<[UInt64]>) throws(DiskStop) -> Bool {
    let width = exploration.width
    let sorted = states.sorted { $0.lexicographicallyPrecedes($1) }
    let words = sorted.flatMap(\.self)
    var marks = [UInt8](repeating: 0, count: sorted.count)
    for layer in exploration.layers {
      let cursor = RunCursor(layer, below: nil, width: width, blockStates: blockStates)
      var position = 0
      while position < sorted.count {
        let next = sorted[position]
        guard
          var stream = try unsafe next.withUnsafeBufferPointer({ key throws(DiskStop) -> p2p_stream? in
            guard let base = key.baseAddress else { return nil }
            return unsafe try cursor.read(reaching: base)
          })
        else { break }
        unsafe p2p_mark(words, sorted.count, &position, &stream, &marks, width)
      }
    }
    return marks.contains(0)
  }
}
