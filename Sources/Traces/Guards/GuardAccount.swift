import Diagnostics
package import ModelIR
package import Wording

/// Whether a rule instance is enabled in a state and, if not, what is in its way, for the reader.
package struct GuardAccount: Hashable, Sendable {
  package enum Answer: Hashable, Sendable {
    /// What comes of it, unless that is just another state.
    case enabled(remark: String?)
    /// The parts of the guard that would have to be otherwise, each part by part.
    case disabled([[TraceDocument.Evaluation]])
    case fails(TraceDocument.Fault)
  }

  package let action: TraceDocument.Action
  package let answer: Answer

  /// How many parts of the guard are in its way; the most if it cannot be evaluated.
  package var hindrances: Int {
    switch answer {
    case .enabled: 0
    case .disabled(let parts): parts.count
    case .fails: .max
    }
  }

  /// `lock (p = process_0) is not enabled:` and the parts below, in lines of at most 80 columns.
  package func lines(_ ink: Ink) -> [String] {
    let name = action.text.visible
    switch answer {
    case .enabled(let remark):
      let text = "\(name) is enabled" + (remark.map { ", \($0)" } ?? "")
      return Layout.wrap(text, first: 0, indentation: 4).map { ink(.good, $0) }
    case .disabled(let parts):
      return Layout.wrap("\(name) is not enabled:", first: 0, indentation: 4).map { ink(.strong, $0) }
        + parts.flatMap { Self.lines(of: $0) }
    case .fails(let fault):
      let place = fault.source.map { " (\($0.location))" } ?? ""
      return Layout.wrap("\(name) is not enabled:", first: 0, indentation: 4).map { ink(.strong, $0) }
        + Layout.wrap("evaluating its guard fails: \(fault.message)\(place)", first: 2, indentation: 6)
    }
  }

  /// The first part that is in its way, in one line without the rest.
  package var headline: String {
    switch answer {
    case .enabled(let remark): return remark ?? "enabled"
    case .disabled(let parts):
      let first = parts.first?.first?.words.joined(separator: " ") ?? ""
      return parts.count > 1 ? "\(first); \(parts.count - 1) more" : first
    case .fails(let fault): return "evaluating its guard fails: \(fault.message)"
    }
  }

  private static let deepestPart = 10

  private static func lines(of part: [TraceDocument.Evaluation]) -> [String] {
    part.flatMap { line in
      let indentation = 2 + 2 * min(line.depth, deepestPart)
      return Layout.wrap(
        words: line.words.map(\.visible), first: indentation, indentation: indentation + 4)
    }
  }
}

extension TraceContext {
  /// Why an instance of a rule is enabled in a state, or is not.
  package func account(ofGuard firing: Firing, in state: State, _ interpreter: Interpreter) -> GuardAccount {
    GuardAccount(action: action(firing), answer: answer(firing, state, interpreter))
  }

  private func answer(
    _ firing: Firing, _ state: State, _ interpreter: Interpreter
  ) -> GuardAccount.Answer {
    switch interpreter.explainGuard(of: firing, in: state) {
    case .fails(let failure): .fails(fault(failure))
    case .disabled(let reasons): .disabled(reasons.map(evaluations(of:)))
    case .enabled: .enabled(remark: remark(on: interpreter.fire(firing, in: state), from: state))
    }
  }

  /// What else than another state comes of a rule.
  private func remark(on outcome: Interpreter.Outcome, from state: State) -> String? {
    switch outcome {
    case .next(state, _): "but changes nothing"
    case .next: nil
    case .dropped: "but an assumption in its body does not hold, so that it does not fire"
    case .excluded: "but the state that it leads to is excluded by an assumption"
    case .failed(let failure): "and fails: \(failure.message)"
    }
  }
}
