import Diagnostics
import ModelIR
import OrderedJSON
import Traces
import Wording

/// What is typed into the console of a debugger: expressions, and a few commands.
extension DebugSession {
  /// An answer, and where the run stands then, if the command moved it.
  struct ConsoleAnswer {
    var body: JSON
    var stop: Stop?
  }

  private static var mostRules: Int { 100 }

  private static var help: String {
    """
    rules [TEXT]   the rule instances that are enabled here, with numbers
    fire N         takes one of them, and the run goes on from there
    why RULE       why a rule is not enabled: lock, or lock (p = process_0)
    goto N         step N of the run
    back           back to the trace, where it was left
    help           this list
    Anything else is an expression of the model's language in the state of the frame; behind `=`, also one that
    begins like a command.
    """
  }

  mutating func evaluate(_ arguments: JSON, isRunning: Bool) throws(DebugFailure) -> ConsoleAnswer {
    guard let text = arguments["expression"]?.string else {
      throw DebugFailure("`evaluate` needs `expression`")
    }
    let position = try position(ofFrame: arguments["frameId"])
    let words = text.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
    if arguments["context"]?.string == "repl", let command = words.first {
      let rest = words.count > 1 ? words[1].trimmed : ""
      if ["fire", "goto", "back"].contains(command), !isRunning {
        throw DebugFailure("`configurationDone` comes first")
      }
      switch command {
      case "help" where rest.isEmpty: return answer([Self.help])
      case "rules": return answer(rules(at: position, with: rest))
      case "why" where !rest.isEmpty: return answer(try why(rest, at: position))
      case "fire" where !rest.isEmpty: return try fire(rest, at: position)
      case "goto":
        guard let step = Int(rest), run.steps.indices.contains(step) else {
          throw DebugFailure("the run has no step \(rest.visible); its last one is \(run.steps.count - 1)")
        }
        let stop = go(to: step, .goto)
        return moved(stop)
      case "back" where rest.isEmpty: return try back()
      default: break
      }
    }
    let expression = text.hasPrefix("=") ? String(text.dropFirst()) : text
    let value = try evaluate(expression, at: position)
    return ConsoleAnswer(
      body: .object([
        "result": .string(value.text), "type": .string(value.typeText),
        "variablesReference": .integer(value.hasParts ? shown.add(.value(value)) : 0),
        "indexedVariables": value.array == nil ? nil : .integer(value.elementCount),
        "namedVariables": value.fields.map { .integer($0.count) },
      ]))
  }

  private func answer(_ lines: [String]) -> ConsoleAnswer {
    ConsoleAnswer(
      body: .object([
        "result": .string(lines.joined(separator: "\n")), "variablesReference": .integer(0),
      ]))
  }

  private func moved(_ stop: Stop) -> ConsoleAnswer {
    let step = run.step(at: run.position).map { "\(run.position): \(text(of: $0.firing))" }
    var answer = answer([step ?? "before the start"])
    answer.stop = stop
    return answer
  }

  /// The enabled rule instances whose name has this text, numbered among all.
  private func rules(at position: Int, with text: String) -> [String] {
    let options = run.options(at: position)
    let wanted = text.lowercased()
    let lines = options.options.enumerated().compactMap { index, option -> String? in
      let label = label(of: option, at: position)
      guard wanted.isEmpty || label.lowercased().contains(wanted) else { return nil }
      return Layout.padLeft("\(index + 1)", to: 4) + "  " + label
    }
    if lines.isEmpty {
      let isEmpty = options.options.isEmpty
      let scope = options.isComplete ? "" : " among those that were tried: not all instances were tried"
      return [(isEmpty ? "no rule is enabled" : "no enabled rule is called so") + scope]
    }
    let rest = lines.count - Self.mostRules
    return lines.prefix(Self.mostRules)
      + (rest > 0 ? ["and \(rest) more; `rules TEXT` lists those with a text"] : [])
      + (options.isComplete ? [] : ["and more: not all instances were tried"])
  }

  /// By its number among those that are enabled, or by its name.
  private mutating func fire(_ text: String, at position: Int) throws(DebugFailure) -> ConsoleAnswer {
    let options = run.options(at: position).options
    if let number = Int(text) {
      guard number >= 1, number <= options.count else {
        throw DebugFailure(
          options.isEmpty ? "no rule is enabled" : "there are \(options.count) to choose from; see `rules`")
      }
      let stop = fire(options[number - 1], from: position)
      return moved(stop)
    }
    let meant = options.filter { self.text(of: $0.firing) == text }
    guard let only = meant.first, meant.count == 1 else {
      throw DebugFailure(
        "`fire` needs a number; `rules` lists what is enabled, and `why RULE` says why one is not")
    }
    let stop = fire(only, from: position)
    return moved(stop)
  }

  private func why(_ text: String, at position: Int) throws(DebugFailure) -> [String] {
    guard position >= 0, run.step(at: position)?.state != nil else {
      throw DebugFailure("there is no state here in which a rule could be enabled")
    }
    let query: RuleQuery
    do throws(RuleQuery.Failure) {
      query = try RuleQuery(text, in: system)
    } catch {
      throw DebugFailure(error.message)
    }
    return GuardInquiry(query, in: run.state(at: position), of: context).lines(Ink(isColoured: false))
  }

  private mutating func back() throws(DebugFailure) -> ConsoleAnswer {
    guard run.departure != nil else {
      throw DebugFailure(run.hasTrace ? "this is the trace" : "there is no trace to go back to")
    }
    run.comeBack()
    let stop = go(to: run.position, .goto)
    return moved(stop)
  }
}

extension String {
  fileprivate var trimmed: String {
    let start = firstIndex { !$0.isWhitespace } ?? endIndex
    let end = self[start...].lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? start
    return String(self[start..<end])
  }
}
