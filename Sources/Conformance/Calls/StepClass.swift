import ModelIR

/// Rules that are the same step of the same call, with parameters of the same names: whether one fits a call of a log, they
/// all do.
struct StepClass: Hashable {
  enum Word: Hashable {
    case literal(String)
    case value(ValueType, name: String)
  }

  enum Result: Hashable {
    case nothing
    case text(String)
    case value(ValueType)
  }

  var call: String?
  var words: [Word]
  var ends: Bool
  var result: Result
  var fails: Bool
  var actor: ValueType?

  /// The names of its arguments by position; nil for words.
  var names: [String?] {
    words.map { if case .value(_, let name) = $0 { name } else { nil } }
  }

  init(_ step: CallStep, of rule: Rule) {
    call = step.call
    words = step.words.map { word in
      switch word {
      case .literal(let text): .literal(text)
      case .parameter(let index): .value(rule.parameters[index].type, name: rule.parameters[index].name)
      }
    }
    ends = step.ends
    result =
      switch step.result {
      case .nothing: .nothing
      case .text(let text): .text(text)
      case .value(let expression): .value(expression.type)
      }
    fails = step.fails
    actor = step.actor.map { rule.parameters[$0].type }
  }
}
