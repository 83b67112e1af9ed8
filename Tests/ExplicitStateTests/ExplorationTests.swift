import Checking
import ModelIR
import TestSupport
import Testing

@Suite struct ExplorationTests {
  @Test("every state of a grid is visited once", arguments: [1, 2, 4])
  func grid(jobs: Int) throws {
    var run = SearchRun(SystemBuilder.grid(60, 60).system)
    run.budget.jobs = jobs
    let result = try run.result()
    #expect(result.statistics.states == 3600)
    #expect(result.statistics.firings == 2 * 60 * 59)
    #expect(result.statistics.firingsPerRule == [3540, 3540])
    #expect(result.statistics.depth == 118)
    #expect(result.statistics.complete)
    #expect(result.verdict(.noRuntimeError) == .explored)
    guard case .violated(let trace?) = result.verdict(.noDeadlock) else { throw Missing() }
    #expect(trace.length == 118)
  }

  @Test("a counterexample is shortest for any number of threads", arguments: [1, 2, 4])
  func shortest(jobs: Int) throws {
    var builder = SystemBuilder.grid(100, 100)
    let property = builder.addProperty(.invariant, "not there", builder.not(builder.equals([40, 50])))
    var run = SearchRun(builder.system)
    run.budget.jobs = jobs
    let result = try run.result()
    guard case .violated(let trace?) = result.verdict(property) else { throw Missing() }
    #expect(trace.length == 90)
    #expect(result.statistics.states == 10_000)
  }

  @Test("random graphs are explored as a naive search explores them", arguments: 0..<12)
  func randomGraphs(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let nodes = Value.random(in: 5...80, using: &random)
    let edges = (0..<Int(nodes) * 2).map { _ in
      (Value.random(in: 0..<nodes, using: &random), Value.random(in: 0..<nodes, using: &random))
    }
    let distances = Self.distances(edges)
    for (jobs, storage) in [
      (1, Storage.fast), (2, .fast), (4, .fast), (1, .compact(from: 1)), (3, .compact(from: 64)),
    ] {
      var builder = SystemBuilder.graph(nodes: nodes, edges: edges)
      let covers = (0..<nodes).map { builder.addProperty(.cover, "node \($0)", builder.equals([$0])) }
      var run = SearchRun(builder.system)
      run.claims = covers.map(Claim.property) + [.noRuntimeError]
      run.budget.jobs = jobs
      run.storage = storage
      let result = try run.result()
      #expect(result.statistics.states == UInt64(distances.count))
      #expect(result.statistics.depth == distances.values.max())
      for (node, cover) in covers.enumerated() {
        switch result.verdict(cover) {
        case .reached(let trace): #expect(trace.length == distances[Value(node)])
        case .violated(nil): #expect(distances[Value(node)] == nil)
        default: Issue.record("node \(node) is neither reached nor unreachable")
        }
      }
    }
  }

  private static func distances(_ edges: [(Value, Value)]) -> [Value: Int] {
    var distances: [Value: Int] = [0: 0]
    var queue: [Value] = [0]
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      for (from, to) in edges where from == node && distances[to] == nil {
        distances[to] = (distances[node] ?? 0) + 1
        queue.append(to)
      }
    }
    return distances
  }

  @Test("states of several words are told apart by each of them")
  func wideStates() throws {
    var builder = SystemBuilder([0...(1 << 60), 0...(1 << 60), 0...(1 << 60)])
    for index in 0..<3 {
      let value = builder.variable(index)
      builder.addRule(
        "step", builder.apply(.less, value, builder.constant(9 << 50)),
        [builder.assign(index, builder.apply(.add, value, builder.constant(1 << 50)))])
    }
    let result = try SearchRun(builder.system).result()
    #expect(result.statistics.states == 1000)
    #expect(result.statistics.depth == 27)
  }

  @Test("all start states are explored, equal ones once")
  func startStates() throws {
    var builder = SystemBuilder.grid(10, 10)
    builder.addStart([9, 0])
    builder.addStart([0, 0])
    let result = try SearchRun(builder.system).result()
    #expect(result.statistics.states == 100)
    guard case .violated(let trace?) = result.verdict(.noDeadlock) else { throw Missing() }
    #expect(trace.length == 9)
    #expect(trace.steps.first?.firing.subject == .start(1))
  }
}

struct Missing: Error {}
