import OrderedJSON
import Wording

/// The firings that a client was offered, by number from 1 on.
struct StepTargets {
  private var targets: [(position: Int, option: FiringOptions.Option)] = []

  mutating func add(_ option: FiringOptions.Option, from position: Int) -> Int {
    targets.append((position, option))
    return targets.count
  }

  subscript(_ number: Int) -> (position: Int, option: FiringOptions.Option)? {
    number >= 1 && number <= targets.count ? targets[number - 1] : nil
  }
}

extension DebugSession {
  /// More firings are not offered at once.
  private static var mostTargets: Int { 1000 }

  mutating func stepInTargets(_ arguments: JSON) throws(DebugFailure) -> JSON {
    let position = try position(ofFrame: arguments["frameId"])
    let options = run.options(at: position).options.prefix(Self.mostTargets)
    return .object([
      "targets": .array(
        options.map { option in
          .object([
            "id": .integer(targets.add(option, from: position)),
            "label": .string(label(of: option, at: position)),
          ])
        })
    ])
  }

  /// `lock (p = process_0)`, and what is to be known of it.
  func label(of option: FiringOptions.Option, at position: Int) -> String {
    let isNext = run.step(at: position + 1)?.firing == option.firing
    let remark = option.state == nil ? "  (fails)" : isNext ? "  (as the run goes)" : ""
    return text(of: option.firing) + remark
  }

  mutating func stepIn(_ arguments: JSON) throws(DebugFailure) -> Stop {
    guard let number = arguments["targetId"]?.integer else { return stepForward() }
    guard let target = targets[number] else { throw DebugFailure("there is no target \(number)") }
    return fire(target.option, from: target.position)
  }

  mutating func restartFrame(_ arguments: JSON) throws(DebugFailure) -> Stop {
    guard arguments["frameId"]?.integer != nil else { throw DebugFailure("`restartFrame` needs `frameId`") }
    return go(to: try position(ofFrame: arguments["frameId"]), .goto)
  }
}
