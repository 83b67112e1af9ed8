/// What is known of the locals of one activation while its reads and writes are looked for.
struct ReductionFrame {
  /// By `LocalID.index`; nil where a value is not known.
  var known: [Value?]
  /// Of `var` parameters, the first cells of the parts of the state that they may stand for.
  var places: [[Int]]
  /// The locals that something assigns, whose values are not followed.
  private let written: Set<LocalID>
  /// Those with one assignment, outside of loops: whoever reads one reads what was assigned, or nothing.
  let single: Set<LocalID>

  init(_ locals: [Local], body: [Statement]) {
    known = Array(repeating: nil, count: locals.count)
    places = Array(repeating: [], count: locals.count)
    written = WrittenLocals.of(body)
    var counts: [LocalID: Int] = [:]
    for place in WrittenPlaces.of(body) {
      if case .local(let local) = place.root { counts[local, default: 0] += 1 }
    }
    single = Self.assigned(outsideLoopsOf: body).filter {
      counts[$0] == 1 && locals[$0.index].role == .variable
    }
  }

  func isWritten(_ local: LocalID) -> Bool { written.contains(local) }

  /// Notes a local's value, unless something assigns another one.
  mutating func bind(_ local: LocalID, to value: Value?) {
    if !isWritten(local) { known[local.index] = value }
  }

  private static func assigned(outsideLoopsOf body: [Statement]) -> Set<LocalID> {
    var found: Set<LocalID> = []
    for statement in body {
      switch statement.kind {
      case .assign(let place, _):
        if case .local(let local) = place.root, place.path.isEmpty { found.insert(local) }
      case .branch(let branches, let otherwise):
        for branch in branches { found.formUnion(assigned(outsideLoopsOf: branch.body)) }
        found.formUnion(assigned(outsideLoopsOf: otherwise))
      case .select(_, let cases, let otherwise):
        for candidate in cases { found.formUnion(assigned(outsideLoopsOf: candidate.body)) }
        found.formUnion(assigned(outsideLoopsOf: otherwise))
      case .clear, .undefine, .loop, .whileLoop, .call, .leave, .put, .error, .check: break
      }
    }
    return found
  }
}
