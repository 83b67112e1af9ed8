/// Prints a transition system in VMT-LIB: one formula each for initial states, steps and properties.
///
/// The start states are a first step from a state in which nothing holds yet: parameters, which are inputs there, may
/// not occur in VMT's initial condition. Parameters of properties are state variables that change as they like.
package struct VMTWriter {
  private static let started = "?started"
  private static let startedNext = "?started.next"

  private let encoding: TransitionEncoding
  private var writer = SMTLIBWriter()

  package static func script(_ encoding: TransitionEncoding, _ properties: [ExportedProperty]) -> String {
    var vmt = VMTWriter(encoding: encoding)
    vmt.write(properties)
    return vmt.writer.text
  }

  private init(encoding: TransitionEncoding) { self.encoding = encoding }

  private mutating func write(_ properties: [ExportedProperty]) {
    let leaves = encoding.leaves.map(\.constant)
    let steps = (encoding.starts + encoding.rules).flatMap { [$0.isTaken] + $0.next }
    let inProperties = SMTLIBFeatures(properties.flatMap { [$0.bad] + ($0.badStart.map { [$0] } ?? []) })
      .constants
    let variables = leaves + inProperties.filter { !leaves.contains($0) }
    let inputs = SMTLIBFeatures(steps).constants.filter { !variables.contains($0) }

    writer.comment("state variables")
    variable(Self.started, next: Self.startedNext, "Bool", number: 0)
    for (number, constant) in variables.enumerated() {
      let sort = SMTLIBWriter.sort(constant.sort)
      variable(SMTLIBWriter.constantName(constant), next: Self.next(constant), sort, number: number + 1)
    }
    if !inputs.isEmpty { writer.comment("inputs") }
    for input in inputs {
      writer.line("(declare-fun \(SMTLIBWriter.constantName(input)) () \(SMTLIBWriter.sort(input.sort)))")
    }
    define("?init", "(not \(Self.started))", ":init true")
    let starts = encoding.starts.map { step($0, from: "(not \(Self.started))") }
    let rules = encoding.rules.map { step($0, from: Self.started) }
    define(
      "?trans", "(and \(Self.startedNext) (or false \((starts + rules).joined(separator: " "))))",
      ":trans true")
    for (number, property) in properties.enumerated() {
      writer.comment("property: \(property.name)")
      var holds = "(or (not \(Self.started)) (not \(SMTLIBWriter.term(property.bad))))"
      if let badStart = property.badStart {
        holds = "(and \(holds) (or \(Self.started) (not \(SMTLIBWriter.term(badStart)))))"
      }
      define("?property.\(number)", holds, ":invar-property \(number)")
    }
  }

  private mutating func variable(_ name: String, next: String, _ sort: String, number: Int) {
    writer.line("(declare-fun \(name) () \(sort))")
    writer.line("(declare-fun \(next) () \(sort))")
    writer.line("(define-fun ?variable.\(number) () \(sort) (! \(name) :next \(next)))")
  }

  private mutating func define(_ name: String, _ formula: String, _ annotation: String) {
    writer.line("(define-fun \(name) () Bool (! \(formula) \(annotation)))")
  }

  private func step(_ transition: EncodedTransition, from source: String) -> String {
    SMTLIBWriter.sharing([transition.isTaken] + transition.next) { texts in
      let updates = zip(encoding.leaves, texts.dropFirst()).map { "(= \(Self.next($0.constant)) \($1))" }
      return "(and \(source) \(([texts[0]] + updates).joined(separator: " ")))"
    }
  }

  private static func next(_ constant: Term) -> String {
    guard case .constant(let name) = constant.operation else { preconditionFailure("not a constant") }
    return SMTLIBWriter.symbol(name, marked: "next")
  }
}
