/// The processes that act in a trace, sorted; what the system does has a lane of its own, the first.
package struct TraceLanes {
  package static let system = "system"

  private(set) var names = [Self.system]
  private var lanes: [String: Int] = [:]

  init(_ document: TraceDocument) {
    var actors: [String] = []
    for step in document.steps {
      guard let name = step.action.actor?.content.text, lanes[name] == nil else { continue }
      lanes[name] = 0
      actors.append(name)
    }
    actors.sort { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
    for (position, name) in actors.enumerated() { lanes[name] = position + 1 }
    names += actors
  }

  /// The lane of the process that acts.
  subscript(_ action: TraceDocument.Action) -> Int { action.actor.flatMap { lanes[$0.content.text] } ?? 0 }
}
