/// Which parts of the state are defined in every reachable state, so that reading them needs no check.
///
/// A part (a variable and a path, array indices forgotten) qualifies if it is defined in every start state and no rule
/// can undefine it: it is never undefined by a statement, passed by reference to code that might, or overwritten by a
/// copied record or array that is not itself known to be defined.
package struct Definedness: Sendable {
  /// A variable and the record fields on the way; array steps are nil.
  struct Part: Hashable, Sendable {
    let variable: VariableID
    let path: [Int?]
  }

  private let doubtful: Set<Part>
  private let nothingKnown: Bool

  /// Claims nothing.
  package static let unknown = Definedness(doubtful: [], nothingKnown: true)

  private init(doubtful: Set<Part>, nothingKnown: Bool) {
    self.doubtful = doubtful
    self.nothingKnown = nothingKnown
  }

  package init(_ system: TransitionSystem, startStates: [State]) {
    let parts = Self.parts(of: system)
    var doubtful: Set<Part> = []
    for state in startStates {
      for (cell, part) in zip(state.cells, parts) where cell == nil { doubtful.insert(part) }
    }
    let all = Set(parts)
    var nothingKnown = false
    /// Everything at or below a place of the state; doubt spreads to it.
    func doubt(_ place: Place) {
      switch place.root {
      case .state(let variable):
        let prefix = Self.path(of: place)
        for part in all where part.variable == variable && part.path.starts(with: prefix) {
          doubtful.insert(part)
        }
      case .local:
        // A `var` parameter: it may stand for any place that is passed somewhere.
        nothingKnown = true
      case .value:
        break
      }
    }
    let bodies = system.rules.map { ($0.body, $0.locals) } + system.functions.map { ($0.body, $0.locals) }
    for (body, locals) in bodies {
      func isReference(_ place: Place) -> Bool {
        guard case .local(let local) = place.root else { return false }
        return locals[local.index].role == .reference
      }
      func touchesState(_ place: Place) -> Bool {
        if case .state = place.root { return true }
        return isReference(place)
      }
      BodyWalk(statement: { statement in
        switch statement.kind {
        case .undefine(let place):
          if touchesState(place) { doubt(place) }
        case .assign(let place, _):
          // A simple value that can be evaluated at all is defined; a copied record or array need not be.
          guard case .declared(let type) = place.type, !system[type].shape.isSimple, touchesState(place)
          else { break }
          doubt(place)
        case .clear, .branch, .select, .loop, .whileLoop, .call, .leave, .put, .error, .check:
          break
        }
      }).visit(body)
    }
    self.init(doubtful: doubtful, nothingKnown: nothingKnown)
  }

  /// True if reading the simple place can never find it undefined.
  package func isAlwaysDefined(_ place: Place) -> Bool {
    guard !nothingKnown, case .state(let variable) = place.root else { return false }
    return !doubtful.contains(Part(variable: variable, path: Self.path(of: place)))
  }

  private static func path(of place: Place) -> [Int?] {
    place.path.map { step in
      switch step {
      case .field(let field, _): field
      case .element: nil
      }
    }
  }

  /// The part each cell of a state belongs to, in cell order.
  private static func parts(of system: TransitionSystem) -> [Part] {
    var parts: [Part] = []
    func walk(_ type: TypeID, _ variable: VariableID, _ path: [Int?]) {
      switch system[type].shape {
      case .boolean, .integers, .enumeration, .scalarset, .union:
        parts.append(Part(variable: variable, path: path))
      case .array(let index, let element):
        let domain = system.domain(of: index) ?? 0...0
        for _ in 0..<Int(domain.upperBound - domain.lowerBound + 1) { walk(element, variable, path + [nil]) }
      case .record(let fields):
        for (position, field) in fields.enumerated() { walk(field.type, variable, path + [position]) }
      }
    }
    for (index, variable) in system.variables.enumerated() { walk(variable.type, VariableID(index), []) }
    return parts
  }
}
