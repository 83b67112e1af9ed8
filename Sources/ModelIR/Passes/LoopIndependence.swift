import Diagnostics

/// Whether the iterations of a `for` over a scalarset can be exchanged.
///
/// Accepted are bodies whose effects are: writes to parts indexed by the loop variable, where nothing else of the same
/// variable is read; a flag set to one constant and not read; a counter that one statement moves by the same in each
/// iteration; a `return` of a constant from a loop without effects.
struct LoopIndependence {
  private let writeSets: WriteSets
  private let locals: [Local]
  private let variable: LocalID
  private let type: TypeID

  /// `variable` is the loop's, one of `locals`, and runs over `type`.
  init(_ writeSets: WriteSets, locals: [Local], _ variable: LocalID, _ type: TypeID) {
    self.writeSets = writeSets
    self.locals = locals
    self.variable = variable
    self.type = type
  }

  func holds(for body: [Statement]) -> Bool {
    var owned: Set<Place.Root> = []
    var constants: [Place: Set<Value>] = [:]
    var counters: [Place: Int] = [:]
    var returns: [Expression?] = []
    var simple = true
    var counterReads: [Place: Int] = [:]
    BodyWalk(
      statement: { statement in
        switch statement.kind {
        case .assign(let place, let value):
          if isOwned(place) {
            owned.insert(place.root)
          } else if case .constant(let constant) = value.kind {
            constants[place.bare, default: []].insert(constant)
          } else if moves(place, value) {
            counters[place.bare, default: 0] += 1
            counterReads[place.bare, default: 0] += 1
          } else {
            simple = false
          }
        case .clear(let place), .undefine(let place):
          if isOwned(place) { owned.insert(place.root) } else { simple = false }
        case .leave(let value): returns.append(value)
        case .branch, .select, .loop, .whileLoop, .call, .put, .error, .check: break
        }
      },
      call: { call in
        if !writeSets.effects(of: call.function).isEmpty { simple = false }
        for case .reference(let place) in call.arguments {
          if isOwned(place) { owned.insert(place.root) } else { simple = false }
        }
      }
    ).visit(body)
    guard simple else { return false }
    let hasEffects = !owned.isEmpty || !constants.isEmpty || !counters.isEmpty
    for value in returns {
      guard !hasEffects else { return false }
      guard let value else { continue }
      guard case .constant = value.kind else { return false }
    }
    if Set(returns.map { $0?.kind }).count > 1 { return false }
    guard constants.values.allSatisfy({ $0.count == 1 }), counters.values.allSatisfy({ $0 == 1 }) else {
      return false
    }
    let shared = Set(constants.keys.map(\.root)).union(counters.keys.map(\.root))
    guard shared.isDisjoint(with: owned),
      Set(constants.keys.map(\.root)).isDisjoint(with: counters.keys.map(\.root))
    else {
      return false
    }
    return readsAreLocal(body, owned: owned, shared: shared, counters: Set(counters.keys))
  }

  /// No iteration reads what another one writes; calls may read any state variable.
  private func readsAreLocal(
    _ body: [Statement], owned: Set<Place.Root>, shared: Set<Place.Root>, counters: Set<Place>
  ) -> Bool {
    var fine = true
    var writes: [Place: Int] = [:]
    var mentions: [Place: Int] = [:]
    BodyWalk(
      statement: { statement in
        switch statement.kind {
        case .assign(let place, _), .clear(let place), .undefine(let place):
          writes[place.bare, default: 0] += 1
        case .branch, .select, .loop, .whileLoop, .call, .leave, .put, .error, .check: break
        }
      },
      place: { place in
        mentions[place.bare, default: 0] += 1
        if owned.contains(place.root), !isOwned(place) { fine = false }
      },
      call: { _ in
        // What a called function reads is not looked into.
        let touchesState = owned.union(shared).contains { if case .state = $0 { true } else { false } }
        if touchesState { fine = false }
      }
    ).visit(body)
    for (place, count) in mentions where shared.contains(place.root) {
      // A counter's own statement mentions it twice: as target and as operand.
      let allowed = writes[place, default: 0] + (counters.contains(place) ? 1 : 0)
      if count > allowed { fine = false }
    }
    return fine
  }

  /// True if the path goes through an element of an array over the scalarset, chosen by the loop variable.
  ///
  /// Never of a `var` parameter, which may be another name for something the body reads.
  private func isOwned(_ place: Place) -> Bool {
    if case .local(let local) = place.root, locals[local.index].role == .reference { return false }
    return place.path.contains { step in
      guard case .element(let index, _) = step, case .declared(type) = index.type,
        case .read(let chosen) = index.kind
      else { return false }
      return chosen.root == .local(variable) && chosen.path.isEmpty
    }
  }

  /// True for `x := x + c` and `x := x - c` with a c that depends on no local and calls nothing; that it depends on
  /// nothing the loop writes is seen elsewhere.
  private func moves(_ place: Place, _ value: Expression) -> Bool {
    guard case .binary(let operation, let left, let right) = value.kind,
      operation == .add || operation == .subtract,
      case .read(let source) = left.kind, source.bare == place.bare
    else { return false }
    var isSteady = true
    BodyWalk(
      place: { if case .local = $0.root { isSteady = false } }, call: { _ in isSteady = false }
    ).visit(right)
    return isSteady
  }
}

extension Place {
  /// The place without source ranges, for comparison.
  var bare: Place {
    var copy = self
    let nowhere = range.origin
    copy.range = nowhere
    copy.path = path.map { step in
      switch step {
      case .field: return step
      case .element(let index, let array): return .element(index.bare, array: array)
      }
    }
    return copy
  }
}

extension Expression {
  /// The expression with the outermost source ranges removed; deeper ones stay, which only makes places differ.
  fileprivate var bare: Expression {
    var copy = self
    copy.range = range.origin
    if case .read(let place) = kind { copy.kind = .read(place.bare) }
    return copy
  }
}
