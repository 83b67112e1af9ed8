import ModelIR

/// What the generator knows of the body it is printing: how its locals are kept, and whether it can fail.
struct CFrame {
  /// How a local lives in C.
  enum Storage {
    /// A plain number that is always defined: ruleset and value parameters, and bound variables nobody assigns.
    case number
    /// A cell or a struct of cells.
    case cells
    /// A pointer to the caller's cells.
    case pointer
  }

  let locals: [Local]
  var storage: [Storage]
  /// What a number can be.
  var intervals: [Interval]
  /// Set once a failure was printed: the body then needs its `fail` label and callers look at the status.
  var canFail = false

  init(locals: [Local], body: [Statement], system: TransitionSystem) {
    self.locals = locals
    let assigned = WrittenLocals.of(body)
    self.storage = locals.enumerated().map { index, local in
      switch local.role {
      case .reference: .pointer
      case .variable: .cells
      case .bound: assigned.contains(LocalID(index)) ? .cells : .number
      case .parameter:
        if case .declared(let type) = local.type, !system[type].shape.isSimple { .cells } else { .number }
      }
    }
    self.intervals = locals.map { local in
      switch local.type {
      case .boolean: .boolean
      case .integer: .everything
      case .declared(let type): system.domain(of: type).map(Interval.init) ?? .boolean
      }
    }
  }
}
