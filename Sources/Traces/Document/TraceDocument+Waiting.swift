import Checking
package import ModelIR
import Wording

/// Of a run on which what a `leadsto` property leads to never comes: what was waited for, and that the run is fair.
extension TraceDocument {
  package struct Waiting: Hashable, Sendable {
    /// P and Q as they are written in the model.
    package var premise: String
    package var goal: String
    /// The fair instances that can be fired in the loop, in the order of the model; none if the run ends.
    package var fair: [FairInstance]
    /// How many other fair instances there are.
    package var idle: Int

    package init(premise: String, goal: String, fair: [FairInstance], idle: Int) {
      self.premise = premise
      self.goal = goal
      self.fair = fair
      self.idle = idle
    }
  }

  /// Why the run is fair to an instance.
  package struct FairInstance: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
      /// It is fired in this step of the loop.
      case fired(step: Int)
      /// It cannot be fired in this state of the loop.
      case disabled(state: Int)
    }

    package var action: Action
    package var fairness: Fairness
    package var reason: Reason

    package init(action: Action, fairness: Fairness, reason: Reason) {
      self.action = action
      self.fairness = fairness
      self.reason = reason
    }

    var text: String {
      switch reason {
      case .fired(let step): "\(action.quoted) is fired in step \(step)"
      case .disabled(let state): "\(action.quoted) cannot be fired in state \(state)"
      }
    }
  }

  /// Why a run that goes round counts, in sentences; none of any other.
  var fairnessRemarks: [String] {
    guard let waiting, starvation?.loopsTo != nil else { return [] }
    guard !waiting.fair.isEmpty || waiting.idle > 0 else {
      return ["No rule is fair, so that every run counts."]
    }
    let told = waiting.fair.prefix(Self.mostInstances).map(\.text)
    let rest = waiting.fair.count - told.count
    let idle =
      waiting.idle == 0
      ? []
      : [
        "\(Quantity.count(waiting.idle, waiting.fair.isEmpty ? "fair instance" : "other fair instance")) cannot be fired in it"
      ]
    let all = told + (rest > 0 ? ["likewise \(rest) others"] : []) + idle
    return ["The loop is fair: \(all.joined(separator: "; "))."]
  }

  private static let mostInstances = 12
}

extension TraceDocument.Action {
  /// `"rule" (p = process_0)`.
  fileprivate var quoted: String { "\"\(name)\"\(TraceDocument.text(of: arguments))" }
}

extension TraceContext {
  /// Nil of a trace of another kind of property.
  func waiting(of trace: Trace) -> TraceDocument.Waiting? {
    guard case .starves(_, let loopsTo, _) = trace.ending, case .property(let id) = trace.claim,
      let (premise, goal) = system[id].leadsTo
    else { return nil }
    var waiting = TraceDocument.Waiting(
      premise: text(of: premise, system[id].locals), goal: text(of: goal, system[id].locals), fair: [],
      idle: 0)
    guard let loopsTo else { return waiting }
    for account in LoopFairness(of: trace.steps, from: loopsTo, Interpreter(system)).accounts {
      let reason: TraceDocument.FairInstance.Reason
      switch account.finding {
      case .fired(let step): reason = .fired(step: step)
      case .disabled(let state): reason = .disabled(state: state)
      case .idle, .neglected:
        waiting.idle += 1
        continue
      }
      waiting.fair.append(
        TraceDocument.FairInstance(
          action: action(account.firing), fairness: account.fairness, reason: reason))
    }
    return waiting
  }
}
