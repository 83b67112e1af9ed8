import CSuccessor
import Checking
import ExplicitState
import ModelIR
import Synchronization
import TestSupport
import Testing

@Suite struct LivenessTests {
  /// A loop through 0, 1 and 2, one of 3 and 4 that is entered from 1, and a dead end behind 2.
  private static let edges: [(Value, Value)] = [(0, 1), (1, 2), (2, 0), (1, 3), (3, 4), (4, 3), (2, 5)]

  private func result(_ goal: Value, dropping dropped: Set<Value> = [], jobs: Int = 1) throws -> Verdict {
    let edges = Self.edges.filter { !dropped.contains($0.1) }
    var builder = SystemBuilder.graph(nodes: 6, edges: edges)
    let property = builder.addProperty(.liveness, "again", builder.equals([goal]))
    var run = SearchRun(builder.system)
    run.claims = [.property(property)]
    run.budget.jobs = jobs
    return try #require(try run.result().verdict(property))
  }

  @Test("a goal that stays reachable holds")
  func holds() throws {
    #expect(try result(0, dropping: [3, 5]) == .explored)
    #expect(try result(2, dropping: [3, 5]) == .explored)
  }

  @Test("a loop that leaves the goal behind is shown as a lasso", arguments: [1, 2])
  func lasso(jobs: Int) throws {
    guard case .violated(let trace?) = try result(0, dropping: [5], jobs: jobs) else { throw Missing() }
    guard case .starves(let from, let loopsTo, _) = trace.ending else { throw Missing() }
    #expect(from == 2)
    #expect(loopsTo == 2)
    #expect(trace.steps.count == 5)
  }

  @Test("a dead end that leaves the goal behind is shown as it is")
  func deadEnd() throws {
    guard case .violated(let trace?) = try result(0, dropping: [3]) else { throw Missing() }
    guard case .starves(let from, nil, _) = trace.ending else { throw Missing() }
    #expect(from == 3)
    #expect(trace.steps.count == 4)
  }

  @Test("an unreachable goal starves from the start")
  func never() throws {
    var builder = SystemBuilder.graph(nodes: 3, edges: [(0, 1), (1, 0)])
    let property = builder.addProperty(.liveness, "never", builder.equals([2]))
    let verdict = try SearchRun(builder.system).result().verdict(property)
    guard case .starves(0, 0, _)? = verdict?.trace?.ending else { throw Missing() }
  }

  /// Of a megabyte nothing is left to log edges in; of three there is enough once all states are known.
  ///
  /// Where states are expanded again, that is once for each of the 119 layers at most; how often depends on the order in which two
  /// workers found them.
  @Test(
    "edges are logged while there is memory, and found by expanding again otherwise",
    arguments: [(nil, 3600...3600), (3 << 20, 7200...7200), (1 << 20, 7201...3600 * 119)], [1, 2])
  func memory(budget: (bytes: Int?, expansions: ClosedRange<Int>), jobs: Int) throws {
    var builder = SystemBuilder.grid(60, 60)
    let corner = builder.addProperty(.liveness, "the corner stays reachable", builder.equals([59, 59]))
    let start = builder.addProperty(.liveness, "the start stays reachable", builder.equals([0, 0]))
    var run = SearchRun(builder.system)
    run.budget.jobs = jobs
    run.budget.memory = budget.bytes
    var counting: CountingSuccessor?
    run.successor = { system, layout in
      let successor = CountingSuccessor(InterpretedSuccessor(system, layout: layout, orbits: nil))
      counting = successor
      return successor
    }
    let result = try run.result()
    #expect(result.verdict(corner) == .explored)
    guard case .starves(_, nil, _)? = result.verdict(start)?.trace?.ending else { throw Missing() }
    let expansions = try #require(counting).expansions
    #expect(budget.expansions.contains(expansions), "\(expansions) expansions")
  }

  @Test("a search that is cut short says nothing about liveness")
  func bounded() throws {
    var builder = SystemBuilder.grid(9, 9)
    let property = builder.addProperty(.liveness, "corner", builder.equals([8, 8]))
    var run = SearchRun(builder.system)
    #expect(try run.result().verdict(property) == .explored)
    run.budget.maximumDepth = 3
    #expect(try run.result().verdict(property)?.word == "unknown")
  }

  @Test(
    "where a condition was not evaluated nobody says that nothing fails",
    arguments: ["liveness \"%\" %", "leadsto \"%\" x = 0 ~> %"], ["x = y", "x = 3", "same(x)"])
  func unevaluated(form: String, condition: String) async throws {
    let system = try Run.system(
      """
      var x: 0 .. 3; y: 0 .. 3;
      function same(z: 0 .. 3): boolean; begin assert z < 3 "small"; return z = 3; end;
      startstate x := 0; end;
      rule x < 3 ==> begin x := x + 1; end;
      \(form.replacing("%", with: condition));
      """)
    var run = Run(deadlock: .off)
    func word(_ claim: String) async throws -> String? {
      try await run.check(system).findings.first { $0.claim.name(in: system) == claim }?.verdict.word
    }
    #expect(try await word("no-runtime-error") == (condition == "x = y" ? "violated" : "explored"))
    #expect(try await word("small") == (condition == "same(x)" ? "violated" : "explored"))
    // Whoever asks for one thing only is told the same of it.
    run.only = "no-runtime-error"
    #expect(try await word("no-runtime-error") == (condition == "x = y" ? "violated" : "explored"))
    run.only = "small"
    #expect(try await word("small") == (condition == "same(x)" ? "violated" : "explored"))
    run.reduction = true
    #expect(try await word("small") == (condition == "same(x)" ? "violated" : "explored"))
    (run.only, run.reduction) = (nil, false)
    run.maximumDepth = 1
    #expect(try await word("no-runtime-error") == (condition == "x = y" ? "unknown" : "bounded 1"))
    #expect(try await word("small") == (condition == "same(x)" ? "unknown" : "bounded 1"))
  }
}

/// Counts the states that another successor function expands.
private final class CountingSuccessor: Successor {
  private let successor: any Successor
  private let count = Atomic(0)

  init(_ successor: any Successor) { self.successor = successor }

  var expansions: Int { count.load(ordering: .relaxed) }
  var width: Int { successor.width }
  var description: String { successor.description }

  func expand(_ state: UnsafePointer<UInt64>, into output: UnsafeMutablePointer<p2p_output>) {
    count.add(1, ordering: .relaxed)
    unsafe successor.expand(state, into: output)
  }

  func canonicalise(_ state: UnsafeMutablePointer<UInt64>) { unsafe successor.canonicalise(state) }

  func test(_ state: UnsafePointer<UInt64>, property: Int, instance: UInt64) -> ConditionValue {
    unsafe successor.test(state, property: property, instance: instance)
  }
}
