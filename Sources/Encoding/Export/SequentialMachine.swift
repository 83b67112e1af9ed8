/// A transition system as hardware checkers want it: state that has one next value, and inputs that choose it.
///
/// Before the first step nothing has started, and bad is only a start state that fails. A step takes the start state, later the rule, whose number
/// the inputs say; if that cannot be taken with the values of its parameters, which are inputs as well, all stays as it is.
package struct SequentialMachine {
  /// Zero in the beginning; what the leaves are before the first step does not matter.
  package struct Register {
    package let constant: Term
    package let next: Term
  }

  package private(set) var registers: [Register]
  /// Every constant that is no register, in the order of their creation.
  package private(set) var inputs: [Term]
  /// Conditions on registers and inputs.
  package private(set) var properties: [ExportedProperty]

  package init(_ encoding: TransitionEncoding, _ properties: [ExportedProperty]) {
    let bank = encoding.bank
    let started = bank.constant("?started", .bool)
    let most = max(encoding.starts.count, encoding.rules.count, 2)
    let width = Int.bitWidth - (most - 1).leadingZeroBitCount
    let choice = bank.constant("?choice", .bitVector(width))
    func taken(_ steps: [EncodedTransition], _ phase: Term) -> [Term] {
      steps.enumerated().map { number, step in
        bank.and(phase, bank.equal(choice, bank.bits(Int128(number), width: width)), step.isTaken)
      }
    }
    let starts = taken(encoding.starts, bank.not(started))
    let steps = Array(zip(starts, encoding.starts)) + zip(taken(encoding.rules, started), encoding.rules)
    let leaves = encoding.leaves.enumerated().map { number, leaf in
      let next = steps.reversed().reduce(leaf.constant) { bank.ite($1.0, $1.1.next[number], $0) }
      return Register(constant: leaf.constant, next: next)
    }
    registers = [Register(constant: started, next: bank.or([started] + starts))] + leaves
    self.properties = properties.map {
      let badStart = $0.badStart.map { bank.and(bank.not(started), $0) } ?? bank.false
      return ExportedProperty(name: $0.name, bad: bank.or(bank.and(started, $0.bad), badStart))
    }
    let known = Set(registers.map(\.constant))
    inputs = SMTLIBFeatures(registers.map(\.next) + self.properties.map(\.bad)).constants.filter {
      !known.contains($0)
    }
  }

  /// All that a writer has to say, in one order.
  var roots: [Term] { registers.map(\.constant) + inputs + registers.map(\.next) + properties.map(\.bad) }
}

/// Why a machine cannot be written in a format.
package struct UnwritableMachine: Error, Sendable {
  /// A lower-case sentence.
  package let message: String
}
