package import Diagnostics

/// Why a condition has its value in a state: a part that decides it, what that read, and the parts within.
package struct Reason: Hashable, Sendable {
  package var expression: Expression
  /// The locals that the expression refers to.
  package var locals: [Local]
  package var holds: Bool
  /// What the quantifiers around the part bind, outermost first.
  package var bindings: [Reading] = []
  /// The variable of a quantifier that finds no example: the part is so for all its values.
  package var every: String?
  package var readings: [Reading] = []
  /// What decides a part that takes more than one line to explain.
  package var parts: [Reason] = []

  /// Something with a value.
  package struct Reading: Hashable, Sendable {
    package var subject: Subject
    package var cells: [Value?]
    package var type: ValueType
  }

  package enum Subject: Hashable, Sendable {
    /// A place or call with the values of its indices and arguments: `ref[3]`.
    case state(String)
    /// A parameter or bound variable.
    case local(String)
    /// A constant, by the place where it is written; its name is in the source text only.
    case constant(SourceRange)
  }

  /// More values than this are not understood in one line.
  private static let mostReadings = 6

  /// Of more values of a bound variable it is not told what each reads.
  static let mostValues = 16

  /// Those of its parts as well.
  var allReadings: [Reading] { readings + parts.flatMap(\.allReadings) }

  /// Conditions whose evaluation nests more calls are not explained, so that any thread can do it.
  static let deepestCall = 32

  /// The reason in fewer lines: what is explained by a few values needs no parts.
  func condensed(isCall: Bool) -> Reason {
    guard !parts.isEmpty, parts.allSatisfy({ $0.parts.isEmpty }) else { return self }
    guard isCall || parts.allSatisfy({ $0.bindings.isEmpty && $0.every == nil }) else { return self }
    var values: [Reading] = []
    for reading in parts.flatMap(\.readings) where !values.contains(reading) {
      // What a function calls its parameters says nothing to its caller.
      if isCall, case .local = reading.subject { continue }
      values.append(reading)
    }
    guard values.count <= Self.mostReadings else { return self }
    var condensed = self
    condensed.parts = []
    condensed.readings = values.isEmpty ? readings : values
    return condensed
  }
}

extension Interpreter {
  /// Why one instance of a property's condition has its value; nil if it has no condition or cannot be evaluated.
  ///
  /// With `everyValue`, what is so for every value of a bound variable is told with what each of a few reads.
  package func reason(
    for id: PropertyID, arguments: [Value], in state: State, everyValue: Bool = false
  ) -> Reason? {
    system[id].condition.flatMap {
      reason(for: $0, of: system[id], arguments, in: state, everyValue: everyValue)
    }
  }

  /// Why a state has what one instance of a `leadsto` property leads to, or has not.
  package func reason(
    forGoalOf id: PropertyID, arguments: [Value], in state: State, everyValue: Bool = false
  ) -> Reason? {
    system[id].leadsTo.flatMap {
      reason(for: $0.goal, of: system[id], arguments, in: state, everyValue: everyValue)
    }
  }

  private func reason(
    for condition: Expression, of property: Property, _ arguments: [Value], in state: State, everyValue: Bool
  ) -> Reason? {
    var evaluation = Evaluation(self, state: state, locals: property.locals)
    evaluation.deepest = Reason.deepestCall
    evaluation.explainsEveryValue = everyValue
    evaluation.bind(property.parameters, to: arguments)
    return evaluation.attempt { evaluation throws(Abort) in try evaluation.reason(for: condition) }
  }

  /// Why the assertion at which a firing fails does not hold, or the condition of an `error` statement does; nil if it
  /// fails in another way.
  package func reason(forFailureOf firing: Firing, in state: State?) -> Reason? {
    let rule = system.rule(of: firing)
    let state = state ?? State(cells: Array(repeating: nil, count: map.stateSize))
    var evaluation = Evaluation(self, state: state, locals: rule.locals)
    evaluation.deepest = Reason.deepestCall
    evaluation.explainsFailures = true
    evaluation.bind(rule.parameters, to: firing.arguments)
    _ = try? evaluation.execute(rule.body)
    return evaluation.failureReason
  }
}
