import Checking

/// How a trace ends, in a sentence.
package struct TraceConclusion {
  /// What the trace is: a counterexample or a witness.
  package let kind: String
  /// A witness; everything else is bad news.
  package let isGood: Bool
  package let sentence: String
  /// Where it went wrong, if it did within an expression or statement.
  package let fault: SourceSpan?
  /// False of a counterexample to induction, which does not begin with a start state.
  package let isRun: Bool

  /// Of a state and a step from it that breaks a property.
  init(induction document: TraceDocument) {
    var arguments: [TraceDocument.Argument] = []
    if case .violates(let values) = document.ending { arguments = values }
    kind = "Counterexample to induction: no run from a start state"
    isGood = false
    isRun = false
    fault = nil
    sentence =
      "no longer true: \"\(document.origin.claim)\"\(TraceDocument.text(of: arguments)); \(InductionDocument.advice)"
  }

  package init(_ document: TraceDocument) {
    let claim = "\"\(document.origin.claim)\""
    var isGood = false
    var fault: TraceDocument.Fault?
    switch document.ending {
    case .violates(let arguments):
      sentence = "violated: \(claim)\(TraceDocument.text(of: arguments))"
    case .reaches(let arguments):
      isGood = true
      sentence = "reached: \(claim)\(TraceDocument.text(of: arguments))"
    case .explains:
      isGood = true
      sentence = "explained: the model has this behaviour"
    case .deadlock:
      sentence =
        document.origin.deadlock == .stuck
        ? "deadlock: no rule is enabled" : "deadlock: no rule leads to another state"
    case .fails(let failure, let property):
      fault = failure
      sentence = (property.map { "evaluating \"\($0)\" fails: " } ?? "fails: ") + failure.message
    case .guardFails(let failure, let action):
      fault = failure
      sentence = "evaluating the guard of \(action.text) fails: \(failure.message)"
    case .starves(let from, let loopsTo, let arguments):
      let end = loopsTo.map { "the run comes back to state \($0)" } ?? "dead end"
      sentence =
        document.waiting.map {
          "\(end): \(claim)\(TraceDocument.text(of: arguments)): \($0.sentence(from: from))"
        }
        ?? "\(end): from state \(from) on \(claim)\(TraceDocument.text(of: arguments)) never holds"
    }
    self.isGood = isGood
    isRun = true
    self.fault = fault?.source
    kind = isGood ? "Witness" : "Counterexample"
  }
}

extension TraceDocument.Waiting {
  func sentence(from state: Int) -> String { "`\(premise)` in state \(state), and never after it `\(goal)`" }
}

extension TraceDocument {
  /// Of a run in which something desired never happens: from where on it cannot, and to which state the run returns.
  struct Starvation {
    let from: Int
    let loopsTo: Int?
  }

  var starvation: Starvation? {
    switch ending {
    case .starves(let from, let loopsTo, _): Starvation(from: from, loopsTo: loopsTo)
    case .violates, .fails, .guardFails, .deadlock, .reaches, .explains: nil
    }
  }
}
