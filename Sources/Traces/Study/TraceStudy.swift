package import Checking
import ModelIR

/// What the interpreter says of a trace beside its states, where the model is at hand: for a page.
package struct TraceStudy: Sendable {
  /// Which steps are necessary, if that was asked for.
  let explanation: TraceExplanation?
  /// Why the property is false in the end, with all that this reads.
  let account: [TraceDocument.Evaluation]
  /// At a deadlock, of each rule what is in the way of the instance that lacks least.
  let hindrances: [GuardAccount]
  /// Of a run-time error, what was evaluated.
  let failure: FailureAccount?
  /// What else can happen; nil of a run in which a log says what happened.
  let surroundings: Surroundings?

  /// More rules are not told.
  private static let mostRules = 40

  /// The document is that of the trace, which is one of the model; what else can happen is sought no longer than `patience`.
  package init(
    of document: TraceDocument, _ trace: Trace, in context: TraceContext, isExplained: Bool,
    patience: Duration = .seconds(2)
  ) {
    explanation =
      isExplained
      ? TraceExplanation(of: document, trace, in: context, deadlock: document.origin.deadlock) : nil
    account = context.account(of: trace, everyValue: true)
    if trace.ending == .deadlock, let last = trace.steps.last?.state {
      var seen: Set<String> = []
      let accounts = GuardInquiry(in: last, of: context).accounts
      hindrances = Array(accounts.filter { seen.insert($0.action.name).inserted }.prefix(Self.mostRules))
    } else {
      hindrances = []
    }
    failure = context.failureAccount(of: trace)
    surroundings = Surroundings(of: trace, in: context, limits: Surroundings.Limits(patience: patience))
  }
}
