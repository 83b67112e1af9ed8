package import Diagnostics

/// Which scalarsets are really symmetric: permuting their elements maps runs of the model to runs.
///
/// The language almost guarantees it (Ip and Dill, "Better verification through symmetry", 1996): elements have no
/// names and no order. What can still break it is found here, conservatively, in everything that is evaluated when a
/// state is expanded: whatever picks an element, and iterations whose outcome may depend on their order.
///
/// Start states may do as they like: what is reachable from a permuted start state is the permutation of what is
/// reachable from the start state.
///
/// Some iterations can be exchanged as long as nothing in them fails. They are watched (`WatchedIteration`) while states
/// are visited. If nothing fails in a watched iteration of any state that represents its orbit, then nothing does in the
/// other states of the orbits, by induction over the parts of an evaluation: a watched iteration goes through all
/// elements, so each of them was tried, and the permuted state tries the permuted ones with the same results. If
/// something does fail, the search has to begin again without these scalarsets.
package struct ScalarsetSymmetry: Sendable {
  /// Why a named scalarset is not reduced by.
  package struct Objection: Hashable, Sendable {
    package let reason: String
    /// What to write instead; empty if there is nothing.
    package let remedy: String
    package let range: SourceRange?

    /// There is nothing to write instead, and no place to show, unless said otherwise.
    package init(reason: String, remedy: String = "", range: SourceRange? = nil) {
      self.reason = reason
      self.remedy = remedy
      self.range = range
    }
  }

  /// The named scalarsets that may be reduced by.
  package let symmetric: [TypeID]
  /// The named scalarsets that may not, with the first reason found.
  package let objections: [(type: TypeID, objection: Objection)]
  /// What to watch while reducing; the locals of `watched` have the indices of these.
  package let watches: [WatchedIteration]
  /// The system, its bound variables marked where their iterations are watched.
  package let watched: TransitionSystem

  /// The most elements that are reduced by.
  private static let maximumSize: Value = 64

  /// `excluding` are scalarsets that shall not be reduced by, with the reason.
  package init(
    _ system: TransitionSystem, _ definedness: Definedness = .unknown, excluding: [TypeID: Objection] = [:]
  ) {
    var examination = SymmetryExamination(system, definedness)
    examination.examine()
    var symmetric: [TypeID] = []
    var objections: [(TypeID, Objection)] = []
    for (index, definition) in system.types.enumerated() {
      guard case .scalarset(let size) = definition.shape, definition.name != nil, size > 1 else { continue }
      let type = TypeID(index)
      if let objection = examination.objections[type] ?? excluding[type] {
        objections.append((type, objection))
      } else if size > Self.maximumSize {
        let reason = "it has more than \(Self.maximumSize) elements"
        objections.append((type, Objection(reason: reason, range: definition.range)))
      } else {
        symmetric.append(type)
      }
    }
    self.symmetric = symmetric
    self.objections = objections
    (watched, watches) = examination.watching(Set(symmetric))
  }
}

/// An iteration over elements whose order does not matter unless something in it fails.
package struct WatchedIteration: Hashable, Sendable {
  /// The scalarsets reduced by that it goes through.
  package let types: Set<TypeID>
  package let objection: ScalarsetSymmetry.Objection
  /// Those with the same number can be part of one evaluation, or are so with a third.
  package let evaluation: Int
}

extension ScalarsetSymmetry {
  /// The scalarsets that may not be reduced by once something stopped these watched iterations.
  ///
  /// What stops an evaluation hides what would have stopped it next, and which is first depends on the representative that a
  /// search happens to have: with an iteration go all those that can be part of the same evaluation, so that every search
  /// reduces by the same scalarsets.
  package func excluded(by stopped: Set<UInt32>) -> [TypeID: Objection] {
    var excluded: [TypeID: Objection] = [:]
    let evaluations = Set(
      watches.indices.filter { stopped.contains(UInt32($0)) }.map { watches[$0].evaluation })
    for watched in watches where evaluations.contains(watched.evaluation) {
      for type in watched.types where excluded[type] == nil { excluded[type] = watched.objection }
    }
    return excluded
  }
}

extension TransitionSystem {
  /// The scalarset that a value of a simple type is an element of; nil if it is something else.
  func scalarset(of value: Value, _ type: TypeID) -> TypeID? {
    switch self[type].shape {
    case .boolean, .integers, .enumeration, .array, .record: return nil
    case .scalarset: return type
    case .union(let alternatives, let offsets, _):
      for (alternative, offset) in zip(alternatives, offsets).reversed() where value >= offset {
        return scalarset(of: value - offset, alternative)
      }
      return nil
    }
  }

  /// The scalarsets whose elements are among the values of a type or its parts, or among their indices.
  func scalarsets(anywhereIn type: TypeID) -> Set<TypeID> {
    switch self[type].shape {
    case .boolean, .integers, .enumeration, .scalarset, .union: scalarsets(in: type)
    case .array(let index, let element): scalarsets(in: index).union(scalarsets(anywhereIn: element))
    case .record(let fields):
      fields.reduce(into: []) { $0.formUnion(scalarsets(anywhereIn: $1.type)) }
    }
  }

  /// The scalarsets whose elements are among the values of a type or its parts.
  func scalarsets(in type: TypeID) -> Set<TypeID> {
    switch self[type].shape {
    case .boolean, .integers, .enumeration: []
    case .scalarset: [type]
    case .union(let alternatives, _, _): alternatives.reduce(into: []) { $0.formUnion(scalarsets(in: $1)) }
    case .array(_, let element): scalarsets(in: element)
    case .record(let fields): fields.reduce(into: []) { $0.formUnion(scalarsets(in: $1.type)) }
    }
  }
}
