import Checking
import Diagnostics
import ModelIR
import Reporting
import Traces

/// A model with more states than can be drawn, and what to do about it.
struct TooLargeToDraw: Error {
  var message: String
}

/// Visits all states of a small model with the reference interpreter and draws them.
struct StateGraphSearch {
  /// Nobody reads more.
  static let mostNodes = 500
  /// How often a guard may be evaluated: seconds, not minutes.
  private static let mostGuards: UInt64 = 300_000

  private let interpreter: Interpreter
  private let nodeLimit: Int
  /// The variables that are shown, and whether these are all.
  private let shown: [Int]
  private let isProjected: Bool
  private let invariants: [PropertyID]

  private var graph: StateGraph
  private var nodes: [[Content]: Int] = [:]
  private var visited: Set<State> = []
  private var queue: [State] = []

  /// With an empty projection, all variables are shown.
  static func graph(
    of system: TransitionSystem, projection: [String], nodeLimit: Int
  ) throws -> StateGraph {
    var search = try StateGraphSearch(system, projection: projection, nodeLimit: nodeLimit)
    try search.run()
    return search.graph
  }

  private init(
    _ system: TransitionSystem, projection: [String], nodeLimit: Int
  ) throws(UsageFailure) {
    let names = system.variables.map(\.name)
    for name in projection where !names.contains(name) {
      throw UsageFailure("there is no variable `\(name)`; there are: \(names.joined(separator: ", "))")
    }
    interpreter = Interpreter(system)
    self.nodeLimit = nodeLimit
    shown = names.indices.filter { projection.isEmpty || projection.contains(names[$0]) }
    isProjected = shown.count < names.count
    invariants = system.propertyIDs.filter {
      system[$0].kind == .invariant && (system[$0].parameters.instanceCount ?? .max) <= Self.mostGuards
    }
    graph = StateGraph(variables: shown.map { names[$0] })
  }

  private var system: TransitionSystem { interpreter.system }

  private mutating func run() throws(TooLargeToDraw) {
    let instances = (system.startStates + system.ruleIDs.map { system[$0] }).map(\.parameters.instanceCount)
    var perState: UInt64 = 1
    for count in instances {
      guard let count, count <= Self.mostGuards else { throw tooManySteps }
      perState += count
    }
    for firing in interpreter.startFirings {
      guard case .next(let state, _) = interpreter.start(firing) else { continue }
      let node = try visit(state)
      graph.nodes[node].isStart = true
    }
    var next = 0
    while next < queue.count {
      guard UInt64(next) * perState <= Self.mostGuards else { throw tooManySteps }
      let state = queue[next]
      next += 1
      let node = try visit(state)
      for firing in interpreter.enabledFirings(in: state) { try draw(firing, from: state, node) }
    }
  }

  private mutating func draw(_ firing: Firing, from state: State, _ node: Int) throws(TooLargeToDraw) {
    let parameters = system.rule(of: firing).parameters
    let arguments = zip(parameters, firing.arguments).map { parameter, value in
      TraceDocument.Argument(
        name: parameter.name, content: Content(value, type: parameter.type, in: system), value: value)
    }
    let action = system.rule(of: firing).name + TraceDocument.text(of: arguments)
    switch interpreter.fire(firing, in: state) {
    case .next(let successor, _):
      let target = try visit(successor)
      // What changes only variables that are not shown is not shown either.
      if isProjected, target == node { return }
      graph.edges.insert(StateGraph.Edge(from: node, to: target, action: action))
    case .failed(let failure):
      graph.edges.insert(StateGraph.Edge(from: node, to: nil, action: "\(action): \(failure.message)"))
    case .dropped, .excluded: break
    }
  }

  /// The node of a state, which is queued if it is new.
  private mutating func visit(_ state: State) throws(TooLargeToDraw) -> Int {
    let contents = ContentReader.contents(of: state, in: system)
    let key = shown.map { contents[$0] }
    let node = nodes[key] ?? graph.nodes.count
    if node == graph.nodes.count {
      guard node < nodeLimit else { throw tooManyNodes }
      nodes[key] = node
      graph.nodes.append(StateGraph.Node(contents: key))
    }
    if visited.insert(state).inserted {
      queue.append(state)
      for id in invariants where violates(id, state) { graph.nodes[node].violations.insert(system[id].name) }
    }
    return node
  }

  private func violates(_ id: PropertyID, _ state: State) -> Bool {
    let parameters = system[id].parameters
    return (0..<(parameters.instanceCount ?? 0)).contains { instance in
      (try? interpreter.holds(id, arguments: parameters.arguments(ofInstance: instance), in: state)) == false
    }
  }

  private var tooManyNodes: TooLargeToDraw {
    let names = system.variables.map(\.name).joined(separator: ", ")
    return TooLargeToDraw(
      message: """
        there are more than \(nodeLimit) states to draw
          --project VAR,VAR draws states that agree in these variables as one; there are: \(names)
          --set NAME=VALUE makes the model smaller, --max-states N the drawing larger
        """)
  }

  private var tooManySteps: TooLargeToDraw {
    TooLargeToDraw(
      message:
        "the model has too many states or rules to visit for a drawing; --set NAME=VALUE makes it smaller")
  }
}
