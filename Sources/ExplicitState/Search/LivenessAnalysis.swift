import Checking
import ModelIR

/// Decides liveness properties (AG EF p) on a completely explored state graph.
///
/// A state from which no state with p can be reached violates the property.
struct LivenessAnalysis {
  private let exploration: Exploration
  private let system: TransitionSystem
  private let sweep: ConditionSweep

  init(_ exploration: Exploration, system: TransitionSystem) {
    self.exploration = exploration
    sweep = ConditionSweep(exploration, phase: "liveness")
    self.system = system
  }

  private var context: SearchContext { exploration.context }

  /// What there is to decide.
  static func properties(among claims: [Claim], of system: TransitionSystem) -> [PropertyID] {
    claims.properties(in: system) { $0.kind == .liveness }
  }

  /// Adds a finding to the ledger for each violated property, and what stopped evaluating them; returns why others could not be decided.
  func decide(_ claims: [Claim]) -> [PropertyID: String] {
    let properties = Self.properties(among: claims, of: system)
    guard !properties.isEmpty else { return [:] }
    let states = exploration.storedRanges
    let edges = StoredEdges(exploration.crew)
    var undecided: [PropertyID: String] = [:]
    for property in properties { undecided[property] = decide(property, states, edges) }
    return undecided
  }

  private func decide(_ property: PropertyID, _ states: [Range<UInt32>], _ edges: StoredEdges) -> String? {
    var evaluates = true
    for instance in 0..<(system[property].parameters.instanceCount ?? 0) {
      guard let values = sweep.evaluate(property.index, instance) else { return reasonToEnd }
      sweep.note(values.errors, of: property, instance)
      evaluates = evaluates && values.errors.isEmpty
      guard evaluates else { continue }
      let region = BackwardClosure(exploration.crew, states)
      for state in states.joined() where values.holds[state] { region.insert(state) }
      guard region.close(edges) else { return reasonToEnd }
      // What is undecided by then stays so, rather than to be told for long.
      if context.watch.stop.isRaised { return reasonToEnd }
      if let (state, depth) = firstOutside(region, states) { add(state, depth, property, instance) }
    }
    return evaluates ? nil : "evaluating it fails in some reachable state"
  }

  private var reasonToEnd: String { context.watch.stopReason?.sentence ?? "its analysis ended early" }

  private func add(_ state: UInt32, _ depth: Int, _ property: PropertyID, _ instance: UInt64) {
    let store = context.space.store
    let candidate = Candidate(
      kind: .starves, state: state, depth: depth, subject: UInt32(property.index),
      property: 0, instance: instance)
    exploration.ledger.add(candidate, in: store)
  }

  /// A state outside the region with the fewest firings from a start state.
  ///
  /// Whoever reaches such a state stays outside, so the first on a path has a parent inside, or is a start state.
  private func firstOutside(_ region: BackwardClosure, _ states: [Range<UInt32>])
    -> (state: UInt32, depth: Int)?
  {
    let store = context.space.store
    let depths = Depths(context.space)
    var best: (state: UInt32, depth: Int)?
    for state in states.joined() where !region.contains(state) {
      if store.compact == nil {
        let parent = store.parent(of: state)
        guard parent == StateStore.root || region.contains(parent) else { continue }
      }
      let depth = depths.depth(of: state)
      if let known = best,
        known.depth < depth || known.depth == depth && store.precedes(known.state, state)
      {
        continue
      }
      best = (state, depth)
    }
    return best
  }
}
