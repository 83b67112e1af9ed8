package import Checking
package import ModelIR
package import OrderedJSON

/// A file with a counterexample to induction: of another schema than a trace, so that nobody takes it for one.
///
/// All that a reader uses of it are the state before the step, the rule and the values of parameters: the step is made by
/// the interpreter anew, and what the file says besides is for people.
package struct InductionFile: Sendable {
  package static let schema = "p2pcheck-induction"
  private static let version = 1
  private static let warning = "not a run: whether the first state can be reached is not known"

  /// Where the model is, and which it was.
  package let model, digest, claim: String
  package let settings: [ConstantSetting]
  private let before: State
  private let rule: Int
  private let arguments: [Value]
  private let instance: [Value]

  package static func json(
    of counterexample: InductionCounterexample, in context: TraceContext, origin: TraceDocument.Origin
  ) -> JSON {
    let document = InductionDocument(counterexample, in: context)
    let rule = if case .rule(let id) = counterexample.firing.subject { id.index } else { 0 }
    func numbers(_ values: [Value?]) -> JSON {
      .array(values.map { $0.map { .object(["#bigint": .string("\($0)")]) } ?? .null })
    }
    return .object([
      "schema": .string(schema), "version": .integer(version), "warning": .string(warning),
      "tool": .string("p2pcheck \(origin.toolVersion)"), "source": .string(origin.model),
      "digest": .string(origin.digest),
      "settings": .object(origin.settings.map { JSON.Member($0.name, .string($0.value)) }),
      "claim": .string(document.claim),
      "cells": numbers(counterexample.before.cells), "ruleIndex": .integer(rule),
      "arguments": numbers(counterexample.firing.arguments), "instance": numbers(counterexample.arguments),
      "counterexample": ITFWriter.json(of: document),
    ])
  }

  /// Nil if this is a file of another kind.
  package init?(_ json: JSON) throws(TraceFileError) {
    guard json["schema"]?.string == Self.schema else { return nil }
    let json = json.visible
    guard json["version"]?.integer == Self.version else {
      throw TraceFileError(message: "this counterexample to induction has a version that is not known here")
    }
    guard let model = json["source"]?.string, let digest = json["digest"]?.string,
      let claim = json["claim"]?.string, let rule = json["ruleIndex"]?.integer,
      let cells = Self.numbers(json["cells"]), let arguments = Self.numbers(json["arguments"]),
      let instance = Self.numbers(json["instance"]), !arguments.contains(nil), !instance.contains(nil)
    else {
      throw TraceFileError(
        message: "this counterexample to induction lacks a member, or one has the wrong type")
    }
    self.model = model
    self.digest = digest
    self.claim = claim
    settings = (json["settings"]?.members ?? []).map {
      ConstantSetting(name: $0.name, value: $0.value.string ?? "")
    }
    before = State(cells: cells)
    self.rule = rule
    self.arguments = arguments.compactMap(\.self)
    self.instance = instance.compactMap(\.self)
  }

  private static func numbers(_ json: JSON?) -> [Value?]? {
    guard let elements = json?.elements else { return nil }
    var values: [Value?] = []
    for element in elements {
      if case .null = element {
        values.append(nil)
      } else if let value = element["#bigint"]?.string.flatMap({ Value($0) }) {
        values.append(value)
      } else {
        return nil
      }
    }
    return values
  }

  /// The step as the interpreter makes it; nil if the file does not fit the model, or the step breaks nothing.
  package func counterexample(in system: TransitionSystem) -> InductionCounterexample? {
    let map = Interpreter(system).map
    let types = system.variables.flatMap { map.components(of: $0.type) }
    guard system.rules.indices.contains(rule), before.cells.count == types.count,
      zip(before.cells, types).allSatisfy({ value, type in
        value.map { system.domain(of: type)?.contains($0) ?? false } ?? true
      }), system.rules[rule].parameters.admits(arguments)
    else { return nil }
    let firing = Firing(subject: .rule(RuleID(rule)), arguments: arguments)
    return system.propertyIDs.lazy.filter { id in
      let property = system[id]
      return property.name == claim && property.condition != nil && property.parameters.admits(instance)
    }.compactMap {
      InductionCounterexample($0, from: before, firing, arguments: instance, in: system)
    }.first
  }
}
