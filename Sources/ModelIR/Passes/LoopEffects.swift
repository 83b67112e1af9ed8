import Diagnostics

/// What one iteration of a loop reads and writes, calls included, and how it can leave the loop.
struct LoopEffects {
  /// One place that an iteration comes to.
  struct Access {
    let place: Place
    let kind: Kind
    let range: SourceRange

    enum Kind: Hashable {
      case read
      case write(Write)
    }

    /// Writes that are equal, and not `any`, can be exchanged.
    enum Write: Hashable {
      case any
      /// The same value in every iteration.
      case same(Expression)
      case cleared, undefined
      case accumulated(Accumulation.Kind)
    }
  }

  private(set) var accesses: [Access] = []
  /// What is returned, with where; the expression is nil for the end of a rule or procedure.
  private(set) var returns: [(value: Expression?, range: SourceRange)] = []

  private let collector: HazardCollector
  private let callEffects: CallEffects
  /// The locals that may differ from one iteration to the other.
  private let varying: Set<LocalID>
  /// The locals that belong to one iteration.
  private let own: Set<LocalID>

  /// `variable` is the loop's.
  init(of body: [Statement], _ variable: LocalID, _ collector: HazardCollector, _ callEffects: CallEffects) {
    self.collector = collector
    self.callEffects = callEffects
    var varying = WrittenLocals.of(body).union([variable])
    BodyWalk(statement: { statement in
      if case .loop(let binder, _) = statement.kind { varying.insert(binder.local) }
    }).visit(body)
    self.varying = varying
    own = Self.ownLocals(of: body, in: collector.frame)
    visit(body)
  }

  /// Locals that are assigned before they are used in the body, and not mentioned elsewhere.
  private static func ownLocals(of body: [Statement], in frame: HazardAnalysis.Frame) -> Set<LocalID> {
    func mentions(in body: [Statement]) -> [LocalID: Int] {
      var counts: [LocalID: Int] = [:]
      BodyWalk(place: { if case .local(let local) = $0.root { counts[local, default: 0] += 1 } }).visit(body)
      return counts
    }
    let doubtful = DefiniteAssignment(of: body).doubtful
    let (inside, everywhere) = (mentions(in: body), mentions(in: frame.body))
    return Set(
      WrittenLocals.of(body).filter { local in
        frame.locals[local.index].role == .variable && !doubtful.contains(local)
          && inside[local] == everywhere[local]
      })
  }

  private mutating func visit(_ body: [Statement]) {
    for statement in body { visit(statement) }
  }

  private mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .assign(let place, let value):
      if let accumulation = collector.accumulation(place, value, isSteady: isSteady) {
        note(accumulation, at: statement.range)
      } else {
        read(value)
        write(place, isSteady(value) ? .same(value.bare) : .any, at: statement.range)
      }
    case .clear(let place):
      write(place, .cleared, at: statement.range)
    case .undefine(let place):
      write(place, .undefined, at: statement.range)
    case .branch(let branches, let otherwise):
      if let accumulation = collector.accumulation(branches, otherwise: otherwise) {
        return note(accumulation, at: statement.range)
      }
      for branch in branches {
        read(branch.condition)
        visit(branch.body)
      }
      visit(otherwise)
    case .select(let subject, let cases, let otherwise):
      read(subject)
      for candidate in cases {
        for value in candidate.values { read(value) }
        visit(candidate.body)
      }
      visit(otherwise)
    case .loop(let binder, let body):
      if case .interval(let from, let to, let by) = binder.domain {
        for bound in [from, to, by].compactMap({ $0 }) { read(bound) }
      }
      visit(body)
    case .whileLoop(let condition, let body):
      read(condition)
      visit(body)
    case .call(let call):
      read(Expression(.call(call), type: .boolean, range: statement.range))
    case .leave(let value):
      if let value { read(value) }
      returns.append((value, statement.range))
    case .put(.expression(let value)), .check(_, let value):
      read(value)
    case .put(.text), .error:
      break
    }
  }

  private mutating func note(_ accumulation: Accumulation, at range: SourceRange) {
    for operand in accumulation.operands { read(operand) }
    write(accumulation.place, .accumulated(accumulation.kind), at: range)
  }

  private mutating func write(_ place: Place, _ write: Access.Write, at range: SourceRange) {
    for case .element(let index, _) in place.path { read(index) }
    add(place, .write(write), at: range)
  }

  /// Everything an expression looks at, and what calls in it may change.
  private mutating func read(_ expression: Expression) {
    var found: [Access] = []
    let callEffects = callEffects
    BodyWalk(
      expression: { expression in
        guard case .call(let call) = expression.kind else { return }
        for access in callEffects.accesses(of: call, at: expression.range) { found.append(access) }
      },
      place: { found.append(Access(place: $0, kind: .read, range: $0.range)) }
    ).visit(expression)
    for access in found { add(access.place, access.kind, at: access.range) }
  }

  private mutating func add(_ place: Place, _ kind: Access.Kind, at range: SourceRange) {
    switch place.root {
    case .state: break
    case .local(let local): if own.contains(local) { return }
    case .value: return
    }
    accesses.append(Access(place: place, kind: kind, range: range))
  }

  /// True if an expression has the same value in each iteration, provided that no iteration writes what it reads.
  func isSteady(_ expression: Expression) -> Bool {
    var isSteady = true
    BodyWalk(
      expression: { if case .quantified = $0.kind { isSteady = false } },
      place: { if case .local(let local) = $0.root, varying.contains(local) { isSteady = false } },
      call: { _ in isSteady = false }
    ).visit(expression)
    return isSteady
  }
}
