/// What each action reads and writes.
struct ActionEffects {
  let actions: RuleActions
  /// By action: what is known in its rule's frame.
  let evaluations: [PartialEvaluation]
  /// By action: the parts of its guard.
  let guards: [[Expression]]
  /// By action: what its body and the assumptions about the next state come to, guards apart.
  private(set) var effects: [Footprint] = []
  /// By action: the rule.
  let rules: [RuleID]

  init(_ context: ReductionContext, stepsMayRunOut: Bool) {
    let system = context.system
    actions = RuleActions(system)
    var evaluations: [PartialEvaluation] = []
    var guards: [[Expression]] = []
    var rules: [RuleID] = []
    var effects: [Footprint] = []
    for id in system.ruleIDs {
      let rule = system[id]
      let parts = rule.guardParts(stepsMayRunOut: stepsMayRunOut)
      for instance in 0..<(rule.parameters.instanceCount ?? 0) {
        var frame = ReductionFrame(rule.locals, body: rule.body)
        // The guard is evaluated before anything is assigned to a parameter.
        var asked = frame
        for (parameter, value) in zip(rule.parameters, rule.parameters.arguments(ofInstance: instance)) {
          frame.bind(parameter.local, to: value)
          asked.known[parameter.local.index] = value
        }
        evaluations.append(PartialEvaluation(system, context.map, asked))
        guards.append(parts)
        rules.append(id)
        var walk = FootprintWalk(context, PartialEvaluation(system, context.map, frame))
        walk.execute(rule.body)
        effects.append(walk.isExhausted ? Self.everything(context) : walk.footprint)
      }
    }
    (self.evaluations, self.guards, self.rules) = (evaluations, guards, rules)
    self.effects = effects
    addAssumptions(context)
  }

  private static func everything(_ context: ReductionContext) -> Footprint {
    var footprint = Footprint(cells: context.cells.count)
    for cell in 0..<context.cells.count {
      footprint.reads.insert(cell)
      footprint.writes.insert(cell)
      footprint.contents[cell] = Footprint.anything
    }
    return footprint
  }

  /// Whether a next state is excluded depends on what is read by those assumptions of which the action writes something.
  private mutating func addAssumptions(_ context: ReductionContext) {
    for property in context.system.properties where property.kind == .assumption {
      guard let condition = property.condition else { continue }
      for instance in PropertyInstance.all(of: property) {
        let walk = PropertyInstance(property, instance, context).walk(condition)
        guard !walk.isExhausted else {
          for action in effects.indices { effects[action] = Self.everything(context) }
          return
        }
        let reads = walk.footprint.reads
        for action in effects.indices where !effects[action].writes.isDisjoint(with: reads) {
          effects[action].reads.formUnion(reads)
        }
      }
    }
  }
}

/// A property for certain values of its parameters.
struct PropertyInstance {
  let evaluation: PartialEvaluation
  private let context: ReductionContext

  /// More instances of one property are not told apart.
  private static let most: UInt64 = 1 << 13

  /// The instances of a property; nil stands for any, if there are too many.
  static func all(of property: Property) -> [UInt64?] {
    let count = property.parameters.instanceCount ?? .max
    return count <= most ? (0..<count).map(Optional.some) : [nil]
  }

  /// Without an instance, the parameters' values are not known.
  init(_ property: Property, _ instance: UInt64?, _ context: ReductionContext) {
    var frame = ReductionFrame(property.locals, body: [])
    if let instance {
      for (parameter, value) in zip(property.parameters, property.parameters.arguments(ofInstance: instance))
      {
        frame.bind(parameter.local, to: value)
      }
    }
    evaluation = PartialEvaluation(context.system, context.map, frame)
    self.context = context
  }

  func walk(_ condition: Expression) -> FootprintWalk {
    var walk = FootprintWalk(context, evaluation)
    walk.read(condition)
    return walk
  }
}
