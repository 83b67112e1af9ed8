import CSuccessor
import Checking
import ExplicitState
import ModelIR
import Synchronization
import TestSupport
import Testing

/// A search whose successor function makes mistakes is not believed.
@Suite struct AuditTests {
  /// What a successor function does wrong, in states whose first variable has one of these values.
  enum Fault: CaseIterable {
    case lastSuccessorMissing, successorChanged, hashChanged, finding, noFinding, cannotMove, notEnabled,
      uncounted
    case firesWithoutFindingsOnly
  }

  private static func grid(_ size: Value) -> SystemBuilder {
    var builder = SystemBuilder.grid(size, size)
    builder.addProperty(.invariant, "the corner is far", builder.not(builder.equals([size - 1, size - 1])))
    builder.addProperty(.liveness, "the corner is reached", builder.equals([size - 1, size - 1]))
    return builder
  }

  /// The search of a grid that makes a fault where the first number is `place`.
  private func run(
    _ size: Value, _ fault: Fault?, at place: Value, _ extent: AuditPlan.Extent = .sample
  ) -> SearchRun {
    var run = SearchRun(Self.grid(size).system)
    run.deadlock = .stuck
    run.audit = AuditPlan(extent, seed: 3)
    run.successor = { system, layout in
      FaultySuccessor(InterpretedSuccessor(system, layout: layout, orbits: nil), layout, fault, place)
    }
    return run
  }

  @Test("what is wrong in every twentieth state is noticed", arguments: Fault.allCases)
  func everywhere(fault: Fault) throws {
    // The only state with a finding, and without a way on, is in the last column.
    let concernsCorner = [.noFinding, .cannotMove, .notEnabled].contains(fault)
    let error = try #require(throws: EngineFailure.self) {
      try run(20, fault, at: concernsCorner ? 19 : 7).result()
    }
    #expect(error.kind == .disagreement, "\(error.message)")
  }

  @Test("what is wrong is noticed of states on disk as well", arguments: Fault.allCases)
  func onDisk(fault: Fault) async throws {
    try withTemporaryFolder { folder in
      let concernsCorner = [.noFinding, .cannotMove, .notEnabled].contains(fault)
      var run = run(20, fault, at: concernsCorner ? 19 : 7)
      run.budget.memory = 1
      run.disk = DiskPlan(folder: folder, limit: nil, digest: "audit")
      let error = try #require(throws: EngineFailure.self) { try run.result() }
      #expect(error.kind == .disagreement, "\(error.message)")
    }
  }

  @Test("states on disk are looked at, all if they are few")
  func accountOfDisk() async throws {
    for (size, isComplete) in [(20, true), (80, false)] as [(Value, Bool)] {
      try withTemporaryFolder { folder in
        var run = run(size, nil, at: 0)
        run.budget.memory = 1
        run.disk = DiskPlan(folder: folder, limit: nil, digest: "audit")
        let audit = try #require(try run.result().statistics.audit)
        #expect(audit.isComplete == isComplete && audit.states > 0 && audit.lookups > 0)
      }
    }
  }

  @Test("of a large search the rare states are looked at")
  func rare() throws {
    // One value of 120: by chance alone, one state of 120 would be right often enough not to be sure.
    let error = try #require(throws: EngineFailure.self) {
      try run(120, .successorChanged, at: 119).result()
    }
    #expect(error.kind == .disagreement, "\(error.message)")
  }

  @Test("a search without mistakes stands, and says what was looked at")
  func account() throws {
    let small = try #require(try run(20, nil, at: 0).result().statistics.audit)
    #expect(small.isComplete && small.states == 400 && small.lookups == 400)
    let large = try #require(try run(80, nil, at: 0).result().statistics.audit)
    #expect(!large.isComplete && large.states > 0 && large.states <= 6400)
    let whole = try #require(try run(80, nil, at: 0, .full).result().statistics.audit)
    #expect(whole.isComplete && whole.states == 6400)
    #expect(try run(20, .hashChanged, at: 7, .off).result().statistics.audit == nil)
  }

  @Test("several threads audit as one does")
  func threads() throws {
    var run = run(80, nil, at: 0, .full)
    run.budget.jobs = 3
    #expect(try run.result().statistics.audit?.states == 6400)
  }

  @Test("a search that ends early is audited as far as it says something", arguments: [0, 1, 5, 30])
  func bounded(depth: Int) throws {
    var run = run(20, nil, at: 0)
    run.budget.maximumDepth = depth
    let result = try run.result()
    #expect(result.findings.first?.verdict.word == "bounded \(depth)")
    #expect(result.statistics.audit?.isComplete == true)
    run = self.run(20, .lastSuccessorMissing, at: 0)
    run.budget.maximumDepth = depth
    #expect(throws: EngineFailure.self) { try run.result() }
  }

  @Test("who cancels waits for no audit")
  func cancelled() throws {
    var run = run(80, nil, at: 0, .full)
    run.observer = SilentObserver(cancelAfter: 1000)
    let audit = try #require(try run.result().statistics.audit)
    #expect(!audit.isComplete)
  }
}

/// Makes a mistake in some states, and is right in all others.
private final class FaultySuccessor: Successor {
  private let successor: any Successor
  private let layout: StateLayout
  private let fault: AuditTests.Fault?
  private let place: Value

  init(_ successor: any Successor, _ layout: StateLayout, _ fault: AuditTests.Fault?, _ place: Value) {
    self.successor = successor
    self.layout = layout
    self.fault = fault
    self.place = place
  }

  var width: Int { successor.width }
  var description: String { "compiled" }

  func expand(_ state: UnsafePointer<UInt64>, into output: UnsafeMutablePointer<p2p_output>) {
    let before = unsafe output.pointee
    unsafe successor.expand(state, into: output)
    let words = unsafe Array(UnsafeBufferPointer(start: state, count: width))
    guard layout.unpack(words).cells[0] == place, let fault else { return }
    let hasSuccessor = unsafe output.pointee.count > before.count
    let last = unsafe output.pointee.count - 1
    switch fault {
    case .lastSuccessorMissing where hasSuccessor: unsafe output.pointee.count -= 1
    case .successorChanged where hasSuccessor:
      // The same state again.
      unsafe output.pointee.words[last * width] = words[0]
      unsafe output.pointee.hashes[last] = unsafe p2p_hash(state, width)
    case .hashChanged where hasSuccessor: unsafe output.pointee.hashes[last] ^= 1 << 40
    case .finding:
      guard unsafe p2p_reserve_finding(output) != 0 else { return }
      unsafe output.pointee.findings[output.pointee.finding_count] = p2p_finding(
        kind: UInt32(P2P_FINDING_RULE_ERROR), subject: 0, property: 0, reserved: 0, instance: 0)
      unsafe output.pointee.finding_count += 1
    case .noFinding: unsafe output.pointee.finding_count = before.finding_count
    case .cannotMove: unsafe output.pointee.moved ^= 1
    case .notEnabled: unsafe output.pointee.enabled = unsafe output.pointee.enabled == 0 ? 1 : 0
    case .uncounted where hasSuccessor: unsafe output.pointee.fired[0] &-= 1
    case .firesWithoutFindingsOnly where unsafe output.pointee.only_fires == 0:
      unsafe output.pointee.count = before.count
    case .lastSuccessorMissing, .successorChanged, .hashChanged, .uncounted, .firesWithoutFindingsOnly: break
    }
  }

  func canonicalise(_ state: UnsafeMutablePointer<UInt64>) { unsafe successor.canonicalise(state) }

  func test(_ state: UnsafePointer<UInt64>, property: Int, instance: UInt64) -> ConditionValue {
    unsafe successor.test(state, property: property, instance: instance)
  }
}
