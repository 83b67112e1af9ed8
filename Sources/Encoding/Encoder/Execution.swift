import Diagnostics
import ModelIR

/// One symbolic evaluation: what the interpreter's `Evaluation` is for one state, this is for all of them at once.
///
/// Both sides of a branch are executed and their memories merged. What ends an evaluation on some paths (a failure, an
/// assumption that does not hold) is taken out of the path condition.
struct Execution {
  /// A way out of the active function or rule.
  struct Exit {
    /// Counted from the call.
    var condition: Term
    var memory: [Slot]
    var result: [Slot]
  }

  /// Paths that do not go on, seen from the start of the region.
  struct EarlyEnd {
    var condition: Term
    /// True for `return`: the path goes on behind the call.
    var isExit: Bool
  }

  /// The locals of the active function, rule or property.
  struct Frame {
    var locals: [Local]
    var offsets: [Int]
    var base: Int
    var references: [Int: Address] = [:]
    /// The result type, in a function.
    var result: TypeID?
    /// The depth of the region that the call opened.
    var depth: Int
    var exits: [Exit] = []
  }

  let system: TransitionSystem
  let bank: TermBank
  let layout: SlotLayout
  let slots: Slots
  let variableOffsets: [Int]
  var numbers: Numbers { slots.numbers }

  var memory: [Slot]
  var frame: Frame
  var path: PathCondition
  var earlyEnds: [[EarlyEnd]] = [[]]
  var failures: [EncodedFailure] = []
  var covers: [PropertyID: Term] = [:]
  /// Active calls.
  var depth = 0
  /// Calls, iterations and statements so far, all paths together.
  var steps = 0
  /// Of these, what the interpreter counts as well.
  var fuel = 0

  init(_ encoder: Encoder, memory: [Slot]) {
    system = encoder.system
    bank = encoder.bank
    layout = encoder.layout
    slots = encoder.slots
    variableOffsets = encoder.variableOffsets
    self.memory = memory
    path = PathCondition(encoder.bank)
    frame = Frame(locals: [], offsets: [], base: memory.count, depth: 0)
  }

  /// Puts a frame with undefined locals behind the memory.
  mutating func enter(_ locals: [Local], result: TypeID?) {
    var offset = 0
    let offsets = locals.map { local in
      defer { offset += local.role == .reference ? 0 : layout.size(of: local.type) }
      return offset
    }
    frame = Frame(
      locals: locals, offsets: offsets, base: memory.count, result: result, depth: path.depth)
    for local in locals where local.role != .reference {
      memory.append(contentsOf: slots.undefined(local.type))
    }
  }

  mutating func bind(_ local: LocalID, to value: SymbolicValue) {
    memory[frame.base + frame.offsets[local.index]] = slots.stored(
      value, as: frame.locals[local.index].type)
  }

  // MARK: - What ends a path

  /// The evaluation fails here if the condition holds.
  mutating func fail(
    _ kind: Failure.Kind, _ message: @autoclosure () -> String, at range: SourceRange, if condition: Term,
    property: PropertyID? = nil
  ) {
    guard path.decides(condition) != false else { return }
    let whole = bank.and(path.term, condition)
    guard !whole.isFalse else { return }
    let failure = Failure(kind, message(), at: range, property: property)
    failures.append(EncodedFailure(failure: failure, condition: whole))
    interrupt(if: condition, isExit: false)
  }

  /// No path goes on here if the condition holds.
  mutating func interrupt(if condition: Term, isExit: Bool) {
    earlyEnds[path.depth].append(
      EarlyEnd(condition: bank.and(path.sinceRegion, condition), isExit: isExit))
    path.assume(bank.not(condition))
  }

  /// Counts work; what takes too much cannot be unrolled.
  mutating func spend(_ count: Int, at range: SourceRange) throws(UnsupportedConstruct) {
    steps += count
    try burn(count, at: range)
  }

  /// Counts what the interpreter counts, though it is not done step by step here.
  mutating func burn(_ count: Int, at range: SourceRange) throws(UnsupportedConstruct) {
    fuel += count
    guard max(steps, fuel) <= Interpreter.fuel else {
      throw UnsupportedConstruct(
        "with its loops unrolled this evaluation takes more than \(Interpreter.fuel) steps: "
          + "use smaller loops or split the rule", at: range)
    }
  }

  // MARK: - Regions

  /// Starts a stretch of the path that ends with `closeRegion`.
  mutating func openRegion() {
    path.openRegion()
    earlyEnds.append([])
  }

  /// Forgets what was assumed in the region, except that its early ends did not happen.
  mutating func closeRegion(keepsExits: Bool = true) {
    path.closeRegion()
    let inner = earlyEnds.removeLast().filter { keepsExits || !$0.isExit }
    let before = path.sinceRegion
    for isExit in [false, true] {
      let conditions = inner.filter { $0.isExit == isExit }.map(\.condition)
      guard !conditions.isEmpty else { continue }
      let grouped = conditions.count > 8 ? [bank.or(conditions)] : conditions
      for condition in grouped {
        earlyEnds[path.depth].append(
          EarlyEnd(condition: bank.and(before, condition), isExit: isExit))
      }
    }
    let conditions = inner.map(\.condition).filter { path.decides($0) != false }
    if conditions.count > 8 {
      path.assume(bank.not(bank.or(conditions)))
    } else {
      for condition in conditions { path.assume(bank.not(condition)) }
    }
  }

  /// Executes both sides of a branch, or only the one that can be taken.
  mutating func split<Result>(
    on condition: Term, _ then: (inout Execution) throws(UnsupportedConstruct) -> Result,
    else otherwise: (inout Execution) throws(UnsupportedConstruct) -> Result,
    merge: (Term, Result, Result) -> Result
  ) throws(UnsupportedConstruct) -> Result {
    if let isTaken = path.decides(condition) { return try isTaken ? then(&self) : otherwise(&self) }
    let before = memory
    openRegion()
    path.assume(condition)
    let first = try then(&self)
    let (firstMemory, isFirstDead) = (memory, path.isDead)
    path.rewind()
    memory = before
    path.assume(bank.not(condition))
    let second = try otherwise(&self)
    let isSecondDead = path.isDead
    closeRegion()
    if isFirstDead {
      path.assume(isSecondDead ? bank.false : bank.not(condition))
      return second
    }
    if isSecondDead {
      memory = firstMemory
      path.assume(condition)
      return first
    }
    memory = slots.choose(condition, firstMemory, memory)
    return merge(condition, first, second)
  }
}
