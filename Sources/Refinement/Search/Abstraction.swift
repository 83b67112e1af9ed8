import Checking
import ExplicitState
import ModelIR

/// What states of the design are in the abstract model: by compiled code, and now and then by the interpreter as well.
final class Abstraction {
  private let mapping: Mapping
  private let stepper: Stepper
  private let interpreter: Interpreter
  /// The bits of the cells that the abstract state is made of.
  private let masks: [UInt64]
  private var numbers: [[UInt64]: Int] = [:]
  private(set) var states: [State] = []
  private var padded: [UInt64]
  private var mapped: [UInt64] = []
  private var key: [UInt64]
  private var count = 0
  private let stop: StopFlag

  /// Of so many states one is repeated by the interpreter.
  private static let auditInterval = 64

  enum Result {
    case state(Int)
    /// The mapping fails, or has no value.
    case missing(Mapping.Missing)
    case stopped
  }

  /// `design` is the layout of the states that will be asked about.
  init(_ mapping: Mapping, _ stepper: Stepper, design: StateLayout, stop: StopFlag) throws(EngineFailure) {
    self.mapping = mapping
    self.stepper = stepper
    self.stop = stop
    interpreter = Interpreter(mapping.system, stop: stop)
    let layout = stepper.layout
    guard Array(layout.fields.prefix(design.fields.count)) == design.fields, layout.width >= design.width
    else {
      throw EngineFailure(.disagreement, "a state lies differently with what it abstracts to")
    }
    var masks = [UInt64](repeating: 0, count: layout.width)
    let cells = Set(mapping.sources.map(\.cell))
    for field in layout.fields where cells.contains(field.cell) {
      masks[field.word] |= (field.bits == 64 ? .max : 1 << UInt64(field.bits) - 1) << UInt64(field.shift)
    }
    self.masks = masks
    padded = Array(repeating: 0, count: layout.width)
    key = padded
  }

  /// The number of the abstract state of a packed state of the design.
  func number(of words: ArraySlice<UInt64>) throws(EngineFailure) -> Result {
    for (offset, word) in words.enumerated() { padded[offset] = word }
    mapped.removeAll(keepingCapacity: true)
    let expansion = stepper.expand(padded, into: &mapped)
    if stop.isRaised || stepper.isOver { return .stopped }
    guard expansion.count == 1, expansion.failures == 0 else { return try failure() }
    for index in masks.indices { key[index] = mapped[index] & masks[index] }
    count += 1
    if let number = numbers[key] {
      if count % Self.auditInterval == 0 { try audit() }
      return stop.isRaised ? .stopped : .state(number)
    }
    try audit()
    if stop.isRaised { return .stopped }
    do throws(Mapping.Missing) {
      states.append(try mapping.abstract(stepper.layout.unpack(mapped)))
    } catch {
      return .missing(error)
    }
    numbers[key] = states.count - 1
    return .state(states.count - 1)
  }

  private func interpreted() -> Interpreter.Outcome {
    interpreter.fire(Mapping.firing, in: stepper.layout.unpack(padded))
  }

  private func audit() throws(EngineFailure) {
    let outcome = interpreted()
    if stop.isRaised { return }
    guard case .next(stepper.layout.unpack(mapped), _) = outcome else {
      throw EngineFailure(
        .disagreement, "compiled code and the interpreter abstract a state to different ones")
    }
  }

  private func failure() throws(EngineFailure) -> Result {
    let outcome = interpreted()
    if stop.isRaised { return .stopped }
    switch outcome {
    case .failed(let failure):
      return .missing(Mapping.Missing(reason: failure.message, range: failure.range))
    case .dropped, .excluded:
      let range = mapping.system.rules[0].range
      return .missing(Mapping.Missing(reason: "an assumption does not hold in the mapping", range: range))
    case .next:
      throw EngineFailure(.disagreement, "compiled code cannot abstract a state that the interpreter can")
    }
  }
}
