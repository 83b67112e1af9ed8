import CSuccessor
import Checking
import ModelIR

/// What is settled before states are visited.
extension ExplicitEngine {
  /// The most instances all rules, and all start states, may have together.
  package static let maximumInstances: UInt64 = 1 << 24
  /// More start states than this are not looked at before code is generated.
  private static let inspectedStarts: UInt64 = 4096

  /// What is known about a task before exploration.
  struct Plan: Sendable {
    /// The task as it was given, but for whether symmetry is used.
    var task: CheckTask
    let layout: StateLayout
    let scalarsets: [TypeID]
    let orbits: OrbitEnumeration?
    let notes: [Note]
    /// From which stubborn sets are made; nil if everything that is enabled is fired.
    let relations: StubbornRelations?
    let definedness: Definedness
    private let symmetry: ScalarsetSymmetry
    /// The scalarsets that an earlier exploration could not reduce by.
    private let excluded: [TypeID: ScalarsetSymmetry.Objection]
    private let start: ContinuousClock.Instant
    /// Whether the search is saved, or continues one that was.
    private let isSaved: Bool
    /// Whether several ranks search together.
    private let isShared: Bool
    /// Raised when the whole check is to end.
    let stop: StopFlag

    /// Without the scalarsets of these names if that is what a resumed search does.
    ///
    /// The time limit counts from `start` on; once `stop` is raised, start states are not looked at any more.
    init(
      _ task: CheckTask, resuming unreduced: [String] = [], isSaved: Bool = false, isShared: Bool = false,
      start: ContinuousClock.Instant, stop: StopFlag
    ) throws(EngineFailure) {
      var excluded: [TypeID: ScalarsetSymmetry.Objection] = [:]
      for (index, type) in task.system.types.enumerated() {
        guard let name = type.name, unreduced.contains(name) else { continue }
        let reason =
          "the search that is resumed came to something that may depend on the order of its elements"
        excluded[TypeID(index)] = ScalarsetSymmetry.Objection(reason: reason)
      }
      try self.init(task, excluding: excluded, isSaved: isSaved, isShared: isShared, start, stop)
    }

    private init(
      _ task: CheckTask, excluding excluded: [TypeID: ScalarsetSymmetry.Objection], isSaved: Bool,
      isShared: Bool, _ start: ContinuousClock.Instant, _ stop: StopFlag
    ) throws(EngineFailure) {
      self.start = start
      self.stop = stop
      self.isSaved = isSaved
      self.isShared = isShared
      let system = task.system
      try Self.checkInstances(system.rules, "rule")
      try Self.checkInstances(system.startStates, "start state")
      for property in system.properties where property.parameters.instanceCount ?? .max > maximumInstances {
        throw EngineFailure(
          .unsupported,
          "property `\(property.name)` has more than \(maximumInstances) instances to explore one by one")
      }
      guard let layout = StateLayout(system) else {
        throw EngineFailure(
          .unsupported,
          "a state has more than \(StateLayout.maximumCells) components, too many to explore; "
            + "make the constants that size its arrays smaller")
      }
      definedness = Self.definedness(of: system, stop)
      symmetry = ScalarsetSymmetry(system, definedness, excluding: excluded)
      // Who is owed a firing is one particular instance, in all states of a run.
      let leadsTo = task.claims.first { $0.isLeadsTo(in: system) }
      self.excluded = excluded
      self.task = task
      self.layout = layout
      scalarsets = task.symmetry && leadsTo == nil ? symmetry.symmetric : []
      orbits = OrbitEnumeration(system, scalarsets: scalarsets)
      let reduction = Reduction(task, definedness, isSaved: isSaved, isShared: isShared)
      relations = reduction.relations
      notes = (task.symmetry ? symmetry.notes(in: system, leadsTo: leadsTo) : []) + reduction.notes
      self.task.symmetry = !scalarsets.isEmpty
    }

    /// The plan for another exploration, without the scalarsets that these watched iterations go through.
    func without(_ watches: Set<UInt32>) throws(EngineFailure) -> Plan {
      var found = symmetry.excluded(by: watches)
      // Steps ran out, which iterations that are watched take more of.
      if !watches.isSubset(of: symmetry.watches.indices.lazy.map { UInt32($0) }) {
        let reason = "an evaluation takes more than \(Interpreter.fuel) steps"
        for type in symmetry.watches.flatMap(\.types) where found[type] == nil {
          found[type] = ScalarsetSymmetry.Objection(reason: reason)
        }
      }
      let excluded = excluded.merging(found) { known, _ in known }
      var task = task
      task.symmetry = true
      return try Plan(task, excluding: excluded, isSaved: isSaved, isShared: isShared, start, stop)
    }

    /// The names of the scalarsets that are not reduced by because of an earlier exploration.
    var unreduced: [String] { excluded.keys.sorted().compactMap { task.system[$0].name } }

    /// Nil without a limit.
    var timeLeft: Duration? { task.budget.timeout.map { max($0 - (ContinuousClock.now - start), .zero) } }

    func interpretedSuccessor(stop: StopFlag) -> InterpretedSuccessor {
      InterpretedSuccessor(
        task.symmetry && orbits != nil ? symmetry.watched : task.system, layout: layout,
        orbits: task.symmetry ? orbits : nil, guards: relations?.parts, stop: stop)
    }

    func generatedC() -> String {
      var generator = CGenerator(
        task.symmetry ? symmetry.watched : task.system, layout: layout, definedness: definedness,
        scalarsets: scalarsets, guards: relations?.parts, profiles: task.profiles)
      return generator.generate()
    }

    private static func definedness(of system: TransitionSystem, _ stop: StopFlag) -> Definedness {
      let starts = system.startStates.reduce(UInt64(0)) { $0 + ($1.parameters.instanceCount ?? 0) }
      guard starts <= inspectedStarts else { return .unknown }
      let interpreter = Interpreter(system, stop: stop)
      let states = interpreter.startFirings.compactMap { firing in
        if case .next(let state, _) = interpreter.start(firing) { state } else { nil }
      }
      // Of what was left out nothing is known.
      return stop.isRaised ? .unknown : Definedness(system, startStates: states)
    }

    private static func checkInstances(_ rules: [Rule], _ kind: String) throws(EngineFailure) {
      var total: UInt64 = 0
      for rule in rules {
        total += min(rule.parameters.instanceCount ?? .max, maximumInstances + 1)
        guard total <= maximumInstances else {
          throw EngineFailure(
            .unsupported,
            "\(kind) `\(rule.name)` brings the instances to more than \(maximumInstances), too many to explore one by "
              + "one; make the types of its ruleset parameters smaller")
        }
      }
    }
  }
}

extension ScalarsetSymmetry {
  /// What is not reduced by, and why; of a claim about single elements in whole runs, one note for all.
  fileprivate func notes(in system: TransitionSystem, leadsTo: Claim?) -> [Note] {
    guard let leadsTo else {
      return objections.map { type, objection in
        let remedy = objection.remedy.isEmpty ? "" : "; \(objection.remedy)"
        return Note(
          "symmetry of `\(system[type].name ?? "")` is not used: \(objection.reason)\(remedy)",
          at: objection.range)
      }
    }
    guard !symmetric.isEmpty || !objections.isEmpty else { return [] }
    let text =
      "symmetry is not used: `leadsto \"\(leadsTo.name(in: system))\"` follows single elements through whole runs; with "
      + "`--property` other properties can be checked by themselves"
    return [Note(text)]
  }
}
