/// What has to be fired together with what, so that the states that are left out hide nothing: the relations from which
/// stubborn sets are made.
///
/// An action is an instance of a rule. A set T of actions is stubborn in a state if
///
/// - with an action whose guard holds it has every action that is not independent of it: the two write to a common cell, one
///   writes what the body of the other reads, or one may make the guard of the other false. Of two actions whose guards never
///   hold in one state neither counts;
/// - with an action whose guard does not hold it has, for one part of the guard that is false, all actions that can make this
///   part true; if the guard fails, all that write what it reads;
/// - with an action whose guard holds, and which may undo something that is looked for in states (`Observations`), it has all
///   actions that can bring that about.
///
/// What is fired in a state are the actions of T whose guards hold. That nothing is missed is argued for in `StubbornSets`,
/// with what else a search has to do for it.
///
/// Firings that fail, are dropped by an assumption or lead to an excluded state need no special treatment: what becomes of a
/// firing depends on what the action reads, which here includes what assumptions read that it may violate.
///
/// (A. Valmari, "Stubborn sets for reduced state space generation", 1991; A. Laarman, E. Pater, J. van de Pol, H. Hansen,
/// "Guard-based partial-order reduction", 2016, of which the relations are taken.)
package struct StubbornRelations: Sendable {
  package let actions: RuleActions
  /// By action: what has to be there too if its guard holds.
  package let dependents: [Bits]
  /// By action and part of its guard: what can make the part true, by its place in `rows`.
  private let enablers: [[Int]]
  /// By action: what can change anything about its guard, by its place in `rows`.
  package let guardWriters: [Int]
  package private(set) var rows: [Bits]
  package let parts: ReducibleGuards

  /// Why there are none.
  package struct Objection: Error, Hashable, Sendable {
    package let reason: String
  }

  package static let mostActions = 4096
  package static let mostCells = 1 << 14

  /// Of a system whose properties in `observed` are looked at in states.
  package init(
    _ system: TransitionSystem, _ definedness: Definedness, observed: Set<PropertyID>
  ) throws(Objection) {
    actions = RuleActions(system)
    guard actions.count <= Self.mostActions else {
      throw Objection(reason: "the rules have more than \(Self.mostActions) instances")
    }
    let context = ReductionContext(system)
    guard context.cells.count <= Self.mostCells else {
      throw Objection(reason: "a state has more than \(Self.mostCells) components")
    }
    let stepsMayRunOut = StepBounds(system).mayRunOut
    let analysis = HazardAnalysis(system, definedness)
    parts = ReducibleGuards(analysis, stepsMayRunOut: stepsMayRunOut)
    let found = ActionEffects(context, stepsMayRunOut: stepsMayRunOut)
    let changes = TruthChanges(context, found.effects)
    let guards = GuardRelations(context, found, changes, analysis)
    dependents =
      DependenceRelation(
        found, changes, guards, Observations(context, changes, guards, analysis, observed: observed)
      ).rows
    var places: [Bits: Int] = [:]
    var rows: [Bits] = []
    func place(of row: Bits) -> Int {
      if let place = places[row] { return place }
      rows.append(row)
      places[row] = rows.count - 1
      return rows.count - 1
    }
    enablers = guards.enablers.map { parts in
      // The last bit of a status stands for all further parts.
      let own = parts.prefix(GuardStatus.mostParts - 1).map(place)
      guard let first = parts.dropFirst(own.count).first else { return own }
      return own + [place(of: parts.dropFirst(own.count).reduce(into: first) { $0.formUnion($1) })]
    }
    guardWriters = guards.reads.map { place(of: changes.writers(of: $0)) }
    self.rows = rows
  }

  /// What can make a part of an action's guard true.
  package func enablers(of action: Int, _ part: Int) -> Bits { rows[enablers[action][part]] }
}
