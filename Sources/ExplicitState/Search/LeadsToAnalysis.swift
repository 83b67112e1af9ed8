import Checking
import ModelIR

/// Decides `leadsto` properties on a completely explored state graph in which every state stands for itself.
///
/// `P ~> Q` is violated if from a state with P and not Q some path comes to a dead end, or to a component of the graph in which
/// a fair run can stay, before it comes to Q.
struct LeadsToAnalysis {
  private let exploration: Exploration
  private let system: TransitionSystem
  private let sweep: ConditionSweep
  private let instances: FairInstances

  init(_ exploration: Exploration, system: TransitionSystem) {
    self.exploration = exploration
    self.system = system
    sweep = ConditionSweep(exploration, phase: "leadsto")
    instances = FairInstances(system)
  }

  /// What came of it.
  struct Outcome {
    /// A run that violates each violated property.
    var lassos: [Claim: Lasso] = [:]
    /// What could not be decided, and why.
    var undecided: [PropertyID: String] = [:]
  }

  private var context: SearchContext { exploration.context }
  private var reasonToEnd: String { context.watch.stopReason?.sentence ?? "its analysis ended early" }

  /// What stops evaluating a property is noted in the ledger.
  func decide(_ claims: [Claim]) -> Outcome {
    var outcome = Outcome()
    let properties = claims.properties(in: system) { $0.kind == .leadsTo }
    guard !properties.isEmpty else { return outcome }
    guard let graph = makeGraph() else {
      for property in properties { outcome.undecided[property] = StopReason.memory.sentence }
      return outcome
    }
    let depths = self.depths()
    for property in properties {
      outcome.undecided[property] = decide(property, graph, depths, &outcome.lassos)
    }
    return outcome
  }

  private func makeGraph() -> StepGraph? {
    let space = context.space
    // What is made of the graph takes so much for each state.
    guard space.allocated * 96 <= (space.budget - space.memory) / 2 else { return nil }
    return StepGraph(exploration.crew, isFair: instances.count > 0)
  }

  /// Why a property is not decided; nil if it is.
  private func decide(
    _ property: PropertyID, _ graph: StepGraph, _ depths: [UInt32], _ lassos: inout [Claim: Lasso]
  ) -> String? {
    var evaluates = true
    var best: Lasso?
    for instance in 0..<(system[property].parameters.instanceCount ?? 0) {
      guard let idle = sweep.evaluate(property.index, instance),
        let goals = sweep.evaluate(property.index + system.properties.count, instance)
      else { return reasonToEnd }
      sweep.note(idle.errors, of: property, instance)
      evaluates = evaluates && idle.errors.isEmpty && goals.errors.isEmpty
      guard evaluates else { continue }
      let region = WaitingRegion(
        graph, sweep.states, depths: depths, waits: { !idle.holds[$0] }, isGoal: { goals.holds[$0] },
        stop: context.watch.stop.flag)
      guard let region else { return reason(of: graph.failure) }
      guard !region.states.isEmpty else { continue }
      switch lasso(property, instance, region, graph) {
      case .none: break
      case .stopped: return reasonToEnd
      case .found(let lasso):
        if best.map({ lasso.states.count < $0.states.count }) ?? true { best = lasso }
      }
    }
    guard evaluates else { return "evaluating it fails in some reachable state" }
    lassos[.property(property)] = best
    return nil
  }

  private func reason(of failure: StepGraph.Failure?) -> String {
    switch failure {
    case .memory: StopReason.memory.sentence
    case .stopped, .unknownState, nil: reasonToEnd
    }
  }

  private enum Search {
    case none, stopped
    case found(Lasso)
  }

  /// A run that waits for ever in the region.
  private func lasso(
    _ property: PropertyID, _ instance: UInt64, _ region: WaitingRegion, _ graph: StepGraph
  ) -> Search {
    let (store, stop) = (context.space.store, context.watch.stop.flag)
    let inside = FairComponents(
      of: region.states, in: graph, states: context.space.allocated, instances: instances, stop: stop)
    guard let components = inside else { return .stopped }
    let end = region.nearest(
      where: { graph.known($0).isEmpty || components.component(of: $0) != nil }, precedes: store.precedes)
    guard let end else { return .none }
    let waiting = region.path(to: end)
    let stem = store.path(to: waiting[0])
    let states = stem + waiting.dropFirst()
    var lasso = Lasso(
      property: property, instance: instance, states: states,
      fair: Array(repeating: 0, count: states.count), from: stem.count - 1)
    guard !graph.known(end).isEmpty else { return .found(lasso) }
    let loop = FairLoop(graph: graph, instances: instances, components: components, stop: stop)
    guard let steps = loop.steps(from: end) else { return .stopped }
    lasso.loopsTo = states.count - 1
    lasso.states += steps.map(\.target)
    lasso.fair += steps.map(\.fair)
    return .found(lasso)
  }

  /// Of each state, how many firings the search took to come to it.
  private func depths() -> [UInt32] {
    let store = context.space.store
    var depths = [UInt32](repeating: .max, count: context.space.allocated)
    for state in sweep.states.joined() {
      var path: [UInt32] = []
      var current = state
      while current != StateStore.root, depths[Int(current)] == .max {
        path.append(current)
        current = store.parent(of: current)
      }
      var depth = current == StateStore.root ? 0 : depths[Int(current)] + 1
      for state in path.reversed() {
        depths[Int(state)] = depth
        depth += 1
      }
    }
    return depths
  }
}
