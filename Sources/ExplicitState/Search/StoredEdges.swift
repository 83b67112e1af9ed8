/// The edges of the whole graph, from when they are first asked for on.
final class StoredEdges {
  private let crew: WorkerCrew
  private var edges: ReverseEdges?
  private var fits = true

  init(_ crew: WorkerCrew) { self.crew = crew }

  /// The edges, if nothing has to be expanded for them.
  func ready() -> ReverseEdges? {
    if edges == nil, let logs = crew.loggedEdges {
      edges = ReverseEdges(logs, in: crew.context.space)
      fits = edges != nil
      crew.forgetEdges()
    }
    return edges
  }

  /// The edges of these states; nil if there is no memory for them, or the watch has stopped.
  func made(from states: [Range<UInt32>]) -> ReverseEdges? {
    if edges == nil, fits { fits = crew.logEdges(from: states) }
    return ready()
  }
}
