/// Which locals a body may use before it has assigned them.
///
/// Locals that are nowhere undefined, cleared in part or passed by reference, and assigned as a whole on every path to a
/// use, are always defined where they are read; what they held before the body does not matter.
struct DefiniteAssignment {
  /// The locals that may be used unassigned.
  private(set) var doubtful: Set<LocalID> = []
  /// Assigned on every path to here; nil where no path leads.
  private var assigned: Set<LocalID>? = []

  init(of body: [Statement]) { visit(body) }

  private mutating func visit(_ body: [Statement]) {
    for statement in body { visit(statement) }
  }

  private mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .assign(let place, let value):
      use(value)
      define(place)
    case .clear(let place):
      define(place)
    case .undefine(let place):
      use(place)
      if case .local(let local) = place.root { doubtful.insert(local) }
    case .branch(let branches, let otherwise):
      var ends: [Set<LocalID>?] = []
      for branch in branches {
        use(branch.condition)
        ends.append(end(of: branch.body))
      }
      merge(ends + [end(of: otherwise)])
    case .select(let subject, let cases, let otherwise):
      use(subject)
      var ends: [Set<LocalID>?] = []
      for candidate in cases {
        for value in candidate.values { use(value) }
        ends.append(end(of: candidate.body))
      }
      merge(ends + [end(of: otherwise)])
    case .loop(let binder, let body):
      if case .interval(let from, let to, let by) = binder.domain {
        use(from)
        use(to)
        if let by { use(by) }
      }
      _ = end(of: body)
    case .whileLoop(let condition, let body):
      use(condition)
      _ = end(of: body)
    case .call(let call):
      use(Expression(.call(call), type: .boolean, range: statement.range))
    case .leave(let value):
      if let value { use(value) }
      assigned = nil
    case .put(.expression(let value)), .check(_, let value):
      use(value)
    case .put(.text):
      break
    case .error:
      assigned = nil
    }
  }

  /// What is assigned after a body that need not be executed; what holds here is not changed.
  private mutating func end(of body: [Statement]) -> Set<LocalID>? {
    let before = assigned
    defer { assigned = before }
    visit(body)
    return assigned
  }

  private mutating func merge(_ ends: [Set<LocalID>?]) {
    let reached = ends.compactMap { $0 }
    assigned = reached.dropFirst().reduce(reached.first) { $0?.intersection($1) }
  }

  private mutating func define(_ place: Place) {
    guard case .local(let local) = place.root else { return use(place) }
    if place.path.isEmpty { assigned?.insert(local) } else { use(place) }
  }

  private mutating func use(_ place: Place) {
    use(Expression(.isUndefined(place), type: .boolean, range: place.range))
  }

  private mutating func use(_ expression: Expression) {
    var (used, passed): (Set<LocalID>, Set<LocalID>) = ([], [])
    BodyWalk(
      place: { if case .local(let local) = $0.root { used.insert(local) } },
      call: { call in
        for case .reference(let place) in call.arguments {
          if case .local(let local) = place.root { passed.insert(local) }
        }
      }
    ).visit(expression)
    doubtful.formUnion(passed)
    if let assigned { doubtful.formUnion(used.subtracting(assigned)) }
  }
}
