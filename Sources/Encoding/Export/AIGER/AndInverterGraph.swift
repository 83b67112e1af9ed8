/// A signal of a graph, negated or not; AIGER's literals.
struct Signal: Hashable, Comparable {
  let literal: UInt32

  static let no = Signal(literal: 0)
  static let yes = Signal(literal: 1)

  init(literal: UInt32) { self.literal = literal }
  init(_ value: Bool) { literal = value ? 1 : 0 }

  var node: UInt32 { literal >> 1 }

  static prefix func ! (signal: Signal) -> Signal { Signal(literal: signal.literal ^ 1) }
  static func < (left: Signal, right: Signal) -> Bool { left.literal < right.literal }
}

/// A circuit of conjunctions and negations: inputs first, then latches, then each gate after what it is made of.
struct AndInverterGraph {
  struct Gate: Hashable {
    /// Not less than `right`, as AIGER's binary form wants it.
    let left: Signal
    let right: Signal
  }

  private let leafCount: Int
  private(set) var gates: [Gate] = []
  private var known: [Gate: Signal] = [:]

  /// - Parameter leafCount: how many inputs and latches there are; their nodes are numbered from one.
  init(leafCount: Int) { self.leafCount = leafCount }

  func leaf(_ number: Int) -> Signal { Signal(literal: UInt32(2 * (number + 1))) }

  /// The highest number of a node.
  var lastNode: Int { leafCount + gates.count }

  mutating func and(_ a: Signal, _ b: Signal) -> Signal {
    let gate = Gate(left: max(a, b), right: min(a, b))
    if gate.right == .no || gate.left == !gate.right { return .no }
    if gate.right == .yes || gate.left == gate.right { return gate.left }
    if let signal = known[gate] { return signal }
    gates.append(gate)
    let signal = Signal(literal: UInt32(2 * lastNode))
    known[gate] = signal
    return signal
  }

  mutating func or(_ a: Signal, _ b: Signal) -> Signal { !and(!a, !b) }

  mutating func xor(_ a: Signal, _ b: Signal) -> Signal {
    let (neither, both) = (and(!a, !b), and(a, b))
    return and(!neither, !both)
  }

  mutating func choose(_ condition: Signal, _ then: Signal, _ otherwise: Signal) -> Signal {
    if then == otherwise { return then }
    let (first, second) = (and(condition, then), and(!condition, otherwise))
    return or(first, second)
  }

  mutating func all(_ signals: [Signal]) -> Signal { signals.reduce(.yes) { and($0, $1) } }
}
