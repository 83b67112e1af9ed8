package import Checking
import Diagnostics
import ModelIR
import Wording

/// Which steps of a trace matter, and in two sentences how they lead to its ending.
package struct TraceExplanation: Sendable {
  private let document: TraceDocument
  /// One for each step.
  private let roles: [Necessity.Role]
  /// At a deadlock, what is in the way of each rule.
  let deadEnd: [String]
  /// Of a run-time error, what was evaluated.
  private let failure: FailureAccount?

  /// More orders of two processes' steps are not told.
  private static let mostOrders = 3
  /// More values of places neither.
  private static let mostValues = 6
  /// Of more rules it is not told what is in their way.
  private static let mostRules = 12

  /// The document is that of the trace, which is one of the model.
  package init(
    of document: TraceDocument, _ trace: Trace, in context: TraceContext, deadlock: DeadlockMode
  ) {
    self.document = document
    roles = Necessity.roles(in: trace, of: context.system, deadlock: deadlock)
    failure = context.failureAccount(of: trace)
    guard trace.ending == .deadlock, let last = trace.steps.last?.state else {
      deadEnd = []
      return
    }
    let nearest = GuardInquiry(in: last, of: context).nearest(limit: Self.mostRules)
    deadEnd = nearest.isEmpty ? [] : ["of each rule, the instance that lacks least:"] + nearest
  }

  /// What is said beneath the ending, in lines.
  var remarks: [String] {
    deadEnd + (failure.map { Layout.wrap(words: $0.words.map(\.visible), first: 2, indentation: 6) } ?? [])
  }

  /// What stands between the number of a step and its name.
  func mark(of step: Int) -> Character {
    switch role(of: step) {
    case .needed: "*"
    case .delayable: "~"
    case .dispensable: "-"
    case .unknown: "?"
    case .start, .afterwards: " "
    }
  }

  /// `must come before step 15, of process_1`, where two processes race.
  func remark(on step: Int) -> String? {
    guard let later = crossing(step) else { return nil }
    return "must come before step \(later), of \(actor(of: later))"
  }

  /// What the marks mean, those that occur.
  var markings: [(sign: Character, meaning: String)] {
    let meanings: [(sign: Character, meaning: String)] = [
      ("*", "necessary"), ("~", "necessary, but may as well come last"), ("-", "may be left out"),
      ("?", "not tried"),
    ]
    let used = Set(document.steps.indices.map(mark))
    return meanings.filter { used.contains($0.sign) }
  }

  /// In a line.
  var legend: String { markings.map { "\($0.sign) \($0.meaning)" }.joined(separator: "   ") }

  /// Two sentences.
  var account: [String] { [course, end] }

  private func role(of step: Int) -> Necessity.Role {
    roles.indices.contains(step) ? roles[step] : .unknown
  }

  /// The later step of another process that a step must come before.
  private func crossing(_ step: Int) -> Int? {
    guard case .needed(let later?) = role(of: step), actor(of: step) != actor(of: later) else { return nil }
    return later
  }

  private func actor(of step: Int) -> String {
    document.steps[step].action.actor?.content.text ?? "the system"
  }

  /// The step by its name and place, without the actor.
  private func name(of step: Int) -> String {
    let shown = document.steps[step]
    let function = shown.anchor?.function ?? ""
    let place = shown.action.name.contains(function) || function.isEmpty ? "" : ", \(function)"
    return "\"\(shown.action.name)\" (step \(step)\(place))"
  }

  /// How many steps matter, and which orders of steps of different processes do.
  private var course: String {
    let needed = document.steps.indices.filter { role(of: $0).isNecessary }
    let steps = Quantity.count(document.length, "step")
    let number =
      switch needed.count {
      case 1: "1 is necessary"
      case document.length: "all are necessary"
      default: "\(needed.count) are necessary"
      }
    let all = "Of \(steps), \(number)"
    let races = needed.filter { crossing($0) != nil }
    // Processes race with one another more often than the system does; the last races are the nearest to the end.
    let processes = races.filter { step in
      [step, crossing(step) ?? step].allSatisfy { document.steps[$0].action.actor != nil }
    }
    let told = (processes.isEmpty ? races : processes).suffix(Self.mostOrders)
    guard !told.isEmpty else { return all + "." }
    let orders = told.map { step in
      let later = crossing(step) ?? step
      return "\(name(of: step)) of \(actor(of: step)) comes before \(name(of: later)) of \(actor(of: later))"
    }
    let matters = orders.count == 1 ? orders[0] : orders.joined(separator: "; ")
    return "\(all), and what matters is that \(matters)."
  }

  /// What the last step does to the property.
  private var end: String {
    let claim = "\"\(document.origin.claim)\""
    let decisive = decisiveStep
    let subject = "\(name(of: decisive)) of \(actor(of: decisive))"
    var seen = Set(document.account.flatMap(\.bindings))
    let values = document.account.flatMap(\.readings).filter { seen.insert($0).inserted }
    let because = values.prefix(Self.mostValues).map(\.text).joined(separator: ", ")
    let since = because.isEmpty ? "" : ", with \(because)"
    switch document.ending {
    case .violates: return "Then \(subject) makes \(claim) false\(since)."
    case .reaches: return "Then \(subject) makes \(claim) true\(since)."
    case .explains: return "The run ends with \(subject)."
    case .deadlock: return "Then \(subject) leads to a state in which nothing more happens."
    case .fails(let fault, nil): return "Then \(subject) fails: \(fault.message)\(since)."
    case .fails(let fault, let property?):
      return
        "Then \(subject) leads to a state in which \"\(property)\" cannot be evaluated: \(fault.message)."
    case .guardFails(let fault, let action):
      return "Then \(subject) leads to a state in which the guard of \"\(action.name)\" cannot be evaluated: "
        + "\(fault.message)."
    case .starves where document.waiting != nil:
      return "After \(subject), \(claim) waits for ever\(since)."
    case .starves: return "After \(subject), \(claim) can never hold again\(since)."
    }
  }

  private var decisiveStep: Int {
    if case .starves(let from, _, _) = document.ending { return from }
    return document.steps.count - 1
  }
}

extension Necessity.Role {
  /// Whether the trace cannot do without the step, be it now or later.
  fileprivate var isNecessary: Bool {
    switch self {
    case .needed, .delayable: true
    case .start, .dispensable, .afterwards, .unknown: false
    }
  }
}
