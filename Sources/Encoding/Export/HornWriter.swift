/// Prints a transition system as constrained Horn clauses, SMT-LIB's logic `HORN`.
///
/// One predicate stands for the reachable states. The clauses are satisfiable if and only if no property fails.
package struct HornWriter {
  private static let predicate = "?reachable"

  private let encoding: TransitionEncoding
  private var writer = SMTLIBWriter()

  package static func script(_ encoding: TransitionEncoding, _ properties: [ExportedProperty]) -> String {
    var horn = HornWriter(encoding: encoding)
    horn.write(properties)
    return horn.writer.text
  }

  private init(encoding: TransitionEncoding) { self.encoding = encoding }

  private mutating func write(_ properties: [ExportedProperty]) {
    let sorts = encoding.leaves.map { SMTLIBWriter.sort($0.constant.sort) }
    writer.comment("satisfiable: the properties hold; unsatisfiable: one of them fails")
    writer.line("(set-logic HORN)")
    writer.line("(declare-fun \(Self.predicate) (\(sorts.joined(separator: " "))) Bool)")
    let leaves = encoding.leaves.map(\.constant)
    for (number, start) in encoding.starts.enumerated() {
      writer.comment("start state \(number)")
      clause(from: nil, start.isTaken, to: start.next)
    }
    for (number, rule) in encoding.rules.enumerated() {
      writer.comment("rule \(number)")
      clause(from: leaves, rule.isTaken, to: rule.next)
    }
    for property in properties {
      writer.comment("property: \(property.name)")
      clause(from: leaves, property.bad, to: nil)
      if let badStart = property.badStart { clause(from: nil, badStart, to: nil) }
    }
    writer.line("(check-sat)")
  }

  /// From some state, if the condition is true, to a state; nil is no premise, and a contradiction.
  private mutating func clause(from source: [Term]?, _ condition: Term, to target: [Term]?) {
    let parts = [condition] + (target ?? [])
    let variables = SMTLIBFeatures(parts + (source ?? [])).constants.map {
      "(\(SMTLIBWriter.constantName($0)) \(SMTLIBWriter.sort($0.sort)))"
    }
    let premise = source.map { "\(Self.state($0.map(SMTLIBWriter.constantName))) " }
    let text = SMTLIBWriter.sharing(parts) { texts in
      let conclusion = target == nil ? "false" : Self.state(Array(texts.dropFirst()))
      return "(=> \(premise.map { "(and \($0)\(texts[0]))" } ?? texts[0]) \(conclusion))"
    }
    let quantified = variables.isEmpty ? text : "(forall (\(variables.joined(separator: " "))) \(text))"
    writer.line("(assert \(quantified))")
  }

  private static func state(_ values: [String]) -> String {
    values.isEmpty ? predicate : "(\(predicate) \(values.joined(separator: " ")))"
  }
}
