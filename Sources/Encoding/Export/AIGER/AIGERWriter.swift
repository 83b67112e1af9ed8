/// Writes a machine in AIGER's binary form, version 1.9 (Biere, Heljanko, Wieringa: AIGER 1.9 and Beyond, 2011).
///
/// Each bit of state is a latch that begins as zero, each property a bad state. Symbols name them all: `NAME[BIT]`.
package struct AIGERWriter {
  private var bytes: [UInt8] = []

  /// - Throws: `UnwritableMachine` if an array is too large to be taken apart.
  package static func bytes(of machine: SequentialMachine) throws(UnwritableMachine) -> [UInt8] {
    var writer = AIGERWriter()
    try writer.write(machine)
    return writer.bytes
  }

  private mutating func write(_ machine: SequentialMachine) throws(UnwritableMachine) {
    let inputs = try Bits(machine.inputs, from: 0)
    let latches = try Bits(machine.registers.map(\.constant), from: inputs.count)
    var blaster = BitBlaster(graph: AndInverterGraph(leafCount: inputs.count + latches.count))
    for (constant, leaves) in inputs.leaves + latches.leaves {
      blaster.define(constant, as: leaves.map { blaster.graph.leaf($0) })
    }
    var next: [Signal] = []
    for register in machine.registers { next += try blaster.row(of: register.next) }
    var bad: [Signal] = []
    for property in machine.properties { bad += try blaster.row(of: property.bad) }
    let graph = blaster.graph

    line("aig \(graph.lastNode) \(inputs.count) \(latches.count) 0 \(graph.gates.count) \(bad.count)")
    for signal in next + bad { line("\(signal.literal)") }
    for (number, gate) in graph.gates.enumerated() {
      let itself = UInt32(2 * (inputs.count + latches.count + number + 1))
      delta(itself - gate.left.literal)
      delta(gate.left.literal - gate.right.literal)
    }
    for (number, name) in inputs.names.enumerated() { line("i\(number) \(name)") }
    for (number, name) in latches.names.enumerated() { line("l\(number) \(name)") }
    for (number, property) in machine.properties.enumerated() {
      line("b\(number) \(Self.inOneLine(property.name))")
    }
  }

  private mutating func line(_ text: String) { bytes += Array(text.utf8) + [10] }

  /// Seven bits a byte, the least significant first.
  private mutating func delta(_ number: UInt32) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7f | 0x80))
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private static func inOneLine(_ name: String) -> String { String(name.map { $0.isNewline ? " " : $0 }) }

  /// The leaves of the circuit that constants are.
  private struct Bits {
    private(set) var leaves: [(constant: Term, leaves: Range<Int>)] = []
    private(set) var names: [String] = []
    var count: Int { names.count }

    init(_ constants: [Term], from first: Int) throws(UnwritableMachine) {
      for constant in constants {
        guard case .constant(let name) = constant.operation else { preconditionFailure("no constant") }
        let size = try BitBlaster.bitCount(of: constant.sort)
        leaves.append((constant, first + count..<first + count + size))
        names += (0..<size).map { AIGERWriter.inOneLine(name) + (size == 1 ? "" : "[\($0)]") }
      }
    }
  }
}
