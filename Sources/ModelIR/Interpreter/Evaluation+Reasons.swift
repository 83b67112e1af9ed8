import Diagnostics

/// Explains values: evaluates what decides a condition once more, part by part.
extension Evaluation {
  /// Calls that are looked into, one within the other.
  private static var deepestCall: Int { 3 }

  /// Why a boolean expression that can be evaluated has its value.
  mutating func reason(for expression: Expression) throws(Abort) -> Reason {
    fuel = Interpreter.fuel
    let holds = try value(of: expression) != 0
    var reason = Reason(expression: expression, locals: locals, holds: holds)
    switch expression.kind {
    case .binary(.and, _, _):
      return try explain(&reason, by: operands(of: expression, .and), where: holds ? nil : false)
    case .binary(.or, _, _):
      return try explain(&reason, by: operands(of: expression, .or), where: holds ? true : nil)
    case .binary(.implies, let premise, let conclusion):
      if holds, try value(of: premise) == 0 { return try self.reason(for: premise) }
      return try explain(&reason, by: [premise, conclusion], where: holds ? true : nil, from: holds ? 1 : 0)
    case .unary(.not, let operand) where operand.isCompound:
      return try self.reason(for: operand)
    case .conditional(let condition, let then, let otherwise):
      let chosen = try value(of: condition) != 0 ? then : otherwise
      return try explain(&reason, by: [condition, chosen], where: nil)
    case .quantified(let quantifier, let binder, let body):
      return try explain(&reason, quantifier, binder, body)
    case .call(let call):
      reason.readings = readings(in: expression)
      guard depth < Self.deepestCall else { return reason }
      reason.parts =
        try within(call, at: expression.range) { evaluation, body throws(Abort) in
          try evaluation.reasons(in: body).reasons
        }
      // A function that only gives its result a name.
      if let only = reason.parts.first, reason.parts.count == 1, only.bindings.isEmpty, !only.parts.isEmpty {
        reason.parts = only.parts
      }
      return condensed(reason, isCall: true)
    case .constant, .read, .unary, .binary, .sameContent, .isUndefined, .isMember, .widened, .narrowed:
      reason.readings = readings(in: expression)
      return reason
    }
  }

  /// Explains by all operands, or by the first one with the deciding value; if all that decide are wanted, by each of them.
  private mutating func explain(
    _ reason: inout Reason, by operands: [Expression], where deciding: Bool?, from first: Int = 0
  ) throws(Abort) -> Reason {
    for operand in operands.dropFirst(first) {
      guard let deciding else {
        reason.parts.append(try self.reason(for: operand))
        continue
      }
      // Behind a part that decides, the others need not have a value.
      if !reason.parts.isEmpty {
        if let other = decisiveReason(for: operand, deciding) { reason.parts.append(other) }
      } else if try (value(of: operand) != 0) == deciding {
        let decisive = try self.reason(for: operand)
        guard explainsAllParts else { return decisive }
        reason.parts.append(decisive)
      }
    }
    // Where all parts together decide, one line says it.
    guard deciding != nil else { return reason.condensed(isCall: false) }
    return reason.parts.count == 1 ? reason.parts[0] : condensed(reason, isCall: false)
  }

  /// Nil if the part has the other value, or none.
  mutating func decisiveReason(for part: Expression, _ value: Bool) -> Reason? {
    let reason = attempt { evaluation throws(Abort) in
      evaluation.fuel = Interpreter.fuel
      return try (evaluation.value(of: part) != 0) == value ? try evaluation.reason(for: part) : nil
    }
    return reason ?? nil
  }

  /// In fewer lines, unless each part is to be seen by itself.
  private func condensed(_ reason: Reason, isCall: Bool) -> Reason {
    explainsAllParts && reason.parts.count > 1 ? reason : reason.condensed(isCall: isCall)
  }

  /// Explains by the first value that decides, or says that it is so for every value.
  private mutating func explain(
    _ reason: inout Reason, _ quantifier: Quantifier, _ binder: Binder, _ body: Expression
  ) throws(Abort) -> Reason {
    let variable = locals[binder.local.index]
    guard reason.holds == (quantifier == .exists) else {
      reason.every = variable.name
      if explainsEveryValue { try read(binder, body, of: &reason) }
      return reason
    }
    let values = try iteration(of: binder, at: reason.expression.range)
    var next = values.first
    for _ in 0..<values.count {
      try poll(at: reason.expression.range)
      memory[base + frame.offsets[binder.local.index]] = next
      if try (value(of: body) != 0) == reason.holds {
        var inner = try self.reason(for: body)
        inner.bindings.insert(
          Reason.Reading(subject: .local(variable.name), cells: [next], type: variable.type), at: 0)
        return inner
      }
      next &+= values.step
    }
    return reason
  }

  /// What the body reads for each of a few values.
  private mutating func read(_ binder: Binder, _ body: Expression, of reason: inout Reason) throws(Abort) {
    let values = try iteration(of: binder, at: reason.expression.range)
    guard values.count <= Reason.mostValues else { return }
    var next = values.first
    for _ in 0..<values.count {
      memory[base + frame.offsets[binder.local.index]] = next
      for reading in try self.reason(for: body).allReadings where !reason.readings.contains(reading) {
        if case .state = reading.subject { reason.readings.append(reading) }
      }
      next &+= values.step
    }
  }

  /// The operands of a chain of the same connective.
  func operands(of expression: Expression, _ connective: BinaryOperator) -> [Expression] {
    guard case .binary(connective, let left, let right) = expression.kind else { return [expression] }
    return operands(of: left, connective) + operands(of: right, connective)
  }

  /// What the path through a function's body depends on, and what its result does.
  private mutating func reasons(
    in body: [Statement]
  ) throws(Abort) -> (reasons: [Reason], hasLeft: Bool) {
    var reasons: [Reason] = []
    for statement in body {
      var inner: [Statement] = []
      switch statement.kind {
      case .branch(let branches, let otherwise):
        inner = otherwise
        for branch in branches {
          reasons.append(try reason(for: branch.condition))
          if try value(of: branch.condition) != 0 {
            inner = branch.body
            break
          }
        }
      case .select(let subject, let cases, let otherwise):
        let chosen = try value(of: subject)
        var reason = Reason(expression: subject, locals: locals, holds: true)
        reason.readings = readings(in: subject)
        reasons.append(reason)
        inner = otherwise
        search: for candidate in cases {
          for expression in candidate.values where try value(of: expression) == chosen {
            inner = candidate.body
            break search
          }
        }
      case .leave(let result):
        if let result, result.type == .boolean || isBoolean(result) {
          reasons.append(try reason(for: result))
        }
        return (reasons, true)
      case .assign, .clear, .undefine, .loop, .whileLoop, .call, .put, .error, .check:
        if case .left = try execute([statement]) { return (reasons, true) }
      }
      let rest = try self.reasons(in: inner)
      reasons += rest.reasons
      if rest.hasLeft { return (reasons, true) }
    }
    return (reasons, false)
  }

  private func isBoolean(_ expression: Expression) -> Bool {
    guard case .declared(let type) = expression.type else { return expression.type == .boolean }
    return system[type].shape == .boolean
  }

  /// Runs what may fail; after a failure everything is as it was.
  mutating func attempt<Result>(
    _ body: (inout Evaluation) throws(Abort) -> Result
  ) -> Result? {
    let saved = self
    do throws(Abort) {
      return try body(&self)
    } catch {
      self = saved
      return nil
    }
  }
}

/// The values that a simple expression is made from.
extension Evaluation {
  mutating func readings(in expression: Expression) -> [Reason.Reading] {
    switch expression.kind {
    case .constant(let value):
      return [
        Reason.Reading(subject: .constant(expression.range), cells: [value], type: expression.type)
      ]
    case .read(let place), .isUndefined(let place):
      return reading(of: place)
    case .unary(_, let operand), .isMember(let operand, _), .widened(let operand, _),
      .narrowed(let operand, _, _):
      return readings(in: operand)
    case .binary(_, let left, let right), .sameContent(let left, let right):
      return readings(in: left) + readings(in: right)
    case .conditional(let condition, let then, let otherwise):
      let chosen = attempt { evaluation throws(Abort) in try evaluation.value(of: condition) }
      return readings(in: condition) + readings(in: chosen == 0 ? otherwise : then)
    case .quantified:
      return []
    case .call(let call):
      let reading = attempt { evaluation throws(Abort) in
        Reason.Reading(
          subject: .state(try evaluation.text(of: call)), cells: try evaluation.content(of: expression),
          type: expression.type)
      }
      return reading.map { [$0] } ?? []
    }
  }

  private mutating func reading(of place: Place) -> [Reason.Reading] {
    if case .value(let expression) = place.root { return readings(in: expression) }
    let reading = attempt { evaluation throws(Abort) in
      let text = try evaluation.text(of: place)
      let cells = try evaluation.content(at: place)
      if case .local = place.root {
        return Reason.Reading(subject: .local(text), cells: cells, type: place.type)
      }
      return Reason.Reading(subject: .state(text), cells: cells, type: place.type)
    }
    return reading.map { [$0] } ?? []
  }

  /// The place with the values of its indices.
  private mutating func text(of place: Place) throws(Abort) -> String {
    var text =
      switch place.root {
      case .state(let variable): system[variable].name
      case .local(let local): locals[local.index].name
      case .value: ""
      }
    for step in place.path {
      switch step {
      case .field(let field, let record):
        guard case .record(let fields) = system[record].shape else { continue }
        text += ".\(fields[field].name)"
      case .element(let index, let array):
        guard case .array(let type, _) = system[array].shape else { continue }
        text += "[\(system.text(of: try value(of: index), type: type))]"
      }
    }
    return text
  }

  /// The call with the values of its arguments.
  private mutating func text(of call: Call) throws(Abort) -> String {
    let function = system[call.function]
    var arguments: [String] = []
    for (argument, parameter) in zip(call.arguments, function.locals) {
      switch argument {
      case .reference(let place): arguments.append(try text(of: place))
      case .value(let expression):
        let cells = try content(of: expression)
        guard cells.count == 1, let value = cells[0] else {
          arguments.append("...")
          continue
        }
        arguments.append(system.text(of: value, type: parameter.type))
      }
    }
    return "\(function.name)(\(arguments.joined(separator: ", ")))"
  }
}

extension Expression {
  /// True if it is explained by its parts.
  var isCompound: Bool {
    switch kind {
    case .binary(.and, _, _), .binary(.or, _, _), .binary(.implies, _, _), .quantified, .call, .conditional:
      true
    case .unary(.not, let operand): operand.isCompound
    case .constant, .read, .unary, .binary, .sameContent, .isUndefined, .isMember, .widened, .narrowed: false
    }
  }
}
