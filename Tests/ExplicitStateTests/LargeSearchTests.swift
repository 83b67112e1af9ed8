import CSuccessor
import Checking
import ExplicitState
import ModelIR
import Testing

/// A successor function written by hand: fast enough for searches whose table grows many times.
///
/// Two numbers step upwards modulo `size`, and the first one is doubled.
private final class Torus: Successor {
  let width: Int
  let description = "by hand"
  private let size: UInt64

  init(size: UInt64, width: Int) {
    self.size = size
    self.width = width
  }

  func expand(_ state: UnsafePointer<UInt64>, into output: UnsafeMutablePointer<p2p_output>) {
    let bits = UInt64(64 - size.leadingZeroBitCount)
    let code = unsafe state[0]
    let (first, second) = (code & (1 << bits - 1) - 1, code >> bits - 1)
    let targets = [((first + 1) % size, second), (first, (second + 1) % size), (first * 2 % size, second)]
    for (rule, (first, second)) in targets.enumerated() {
      let next = first + 1 | (second + 1) << bits
      unsafe output.pointee.enabled += 1
      unsafe output.pointee.fired[rule] += 1
      if next != code { unsafe output.pointee.moved = 1 }
      guard unsafe p2p_reserve_state(output, width) != 0 else { return }
      let position = unsafe output.pointee.count
      unsafe output.pointee.words[position * width] = next
      unsafe output.pointee.hashes[position] = unsafe p2p_hash(output.pointee.words + position * width, width)
      unsafe output.pointee.count = position + 1
    }
  }

  func canonicalise(_ state: UnsafeMutablePointer<UInt64>) {}

  func test(_ state: UnsafePointer<UInt64>, property: Int, instance: UInt64) -> ConditionValue {
    .error(assertion: nil)
  }
}

@Suite struct LargeSearchTests {
  private func torus(_ size: Value) -> SystemBuilder {
    var builder = SystemBuilder([0...(size - 1), 0...(size - 1)])
    let modulus = builder.constant(size)
    for (index, operation, operand) in [(0, BinaryOperator.add, 1), (1, .add, 1), (0, .multiply, 2)] {
      let value = builder.apply(operation, builder.variable(index), builder.constant(Value(operand)))
      builder.addRule("rule", nil, [builder.assign(index, builder.apply(.remainder, value, modulus))])
    }
    return builder
  }

  private func run(_ size: Value) -> SearchRun {
    var run = SearchRun(torus(size).system)
    run.successor = { Torus(size: UInt64(size), width: $1.width) }
    return run
  }

  @Test(
    "a table that grows many times loses and invents no state", arguments: [1, 2, 4],
    [Storage.fast, .compact(from: 64), .compact(from: 4096)])
  func growth(jobs: Int, storage: Storage) throws {
    var run = run(160)
    run.budget.jobs = jobs
    run.storage = storage
    let result = try run.result()
    #expect(result.statistics.states == 25_600)
    #expect(result.statistics.firingsPerRule == [25_600, 25_600, 25_600])
    #expect(result.verdict(.noDeadlock) == .explored)
    let again = try run.result()
    #expect(again.statistics.depth == result.statistics.depth)
  }

  @Test("many states take at most 10 bytes each, and are found again", arguments: [1, 2])
  func compact(jobs: Int) throws {
    var run = run(600)
    run.budget.jobs = jobs
    run.storage = .compact(from: 4096)
    run.audit = AuditPlan(.sample, seed: 1)
    let result = try run.result()
    #expect(result.statistics.states == 360_000)
    #expect(result.statistics.memory <= 10 * 360_000)
    #expect(result.statistics.audit?.lookups == 360_000)
    run.storage = .fast
    let fast = try run.result()
    #expect(fast.statistics.states == 360_000)
    #expect(fast.statistics.depth == result.statistics.depth)
    #expect(fast.statistics.memory > 20 * 360_000)
  }

  @Test("where there is little memory, states are compact", arguments: [1, 3])
  func littleMemory(jobs: Int) throws {
    var run = run(200)
    run.budget.jobs = jobs
    run.budget.memory = 1 << 19
    let result = try run.result()
    #expect(result.statistics.states == 40_000)
    #expect(result.statistics.memory <= 1 << 19)
  }

  @Test(
    "a memory limit ends the search with what is known", arguments: [1, 3],
    [(Storage.fast, 1 << 19), (.automatic, 1 << 18)])
  func memory(jobs: Int, _ limit: (storage: Storage, bytes: Int)) throws {
    var run = run(200)
    run.budget.jobs = jobs
    run.budget.memory = limit.bytes
    run.storage = limit.storage
    let result = try run.result()
    #expect(!result.statistics.complete)
    #expect(result.statistics.memory <= limit.bytes)
    #expect(result.statistics.states > 16_000)
    guard case .bounded(let depth, let reason) = result.verdict(.noDeadlock) else { throw Missing() }
    #expect(depth > 10)
    #expect(reason == "the memory limit was reached")
  }

  @Test("a limit too small for the start states leaves everything unknown")
  func noMemory() throws {
    var run = run(200)
    run.budget.memory = 1
    let result = try run.result()
    #expect(result.verdict(.noDeadlock)?.word == "unknown")
  }

  @Test("cancelling ends the search with what is known", arguments: [1, 2])
  func cancel(jobs: Int) throws {
    var run = run(200)
    run.budget.jobs = jobs
    run.observer = SilentObserver(cancelAfter: 100)
    guard case .bounded(let depth, let reason) = try run.result().verdict(.noDeadlock) else {
      throw Missing()
    }
    #expect(depth > 5)
    #expect(reason == "interrupted")
  }

  @Test("a time limit ends the search with what is known")
  func timeout() throws {
    var run = run(200)
    run.budget.timeout = .zero
    let result = try run.result()
    #expect(result.verdict(.noDeadlock) == .unknown(reason: "the time limit was reached"))
  }
}
