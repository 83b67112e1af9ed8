import Diagnostics
import ModelIR
import Wording

/// What the terminal shows: the steps around the current one, what it changes, and the state after it.
extension TraceBrowser {
  /// The fewest lines that make a screen.
  private static var lowest: Int { 8 }

  /// At most `height` lines of at most 80 columns.
  package func screen(height: Int) -> [String] {
    let height = max(height, Self.lowest)
    let body =
      switch mode {
      case .help: Array(Self.help.prefix(height - 1))
      case .choosing(let options, let selected): choice(options, selected, height: height - 1)
      case .asking(let accounts, let isComplete, let selected):
        guards(accounts, isComplete, selected, height: height - 1)
      case .reading(let account): Array(account.lines(ink).prefix(height - 1))
      case .stepping, .typing: overview(height: height - 1)
      }
    let empty = Array(repeating: "", count: height - 1 - body.count)
    return body + empty + [footer]
  }

  private var footer: String {
    switch mode {
    case .typing(let prompt, let text): return Self.cut(prompt.rawValue + text.visible)
    case .help, .reading: return ink(.dim, "any key goes back")
    case .asking: return ink(.dim, "Enter shows what is in its way, Esc goes back")
    case .choosing:
      return count.isEmpty ? ink(.dim, "Enter takes it, Esc goes back") : "number \(count)"
    case .stepping:
      if !count.isEmpty { return ":\(count)" }
      if !message.isEmpty { return ink(.doubtful, Self.cut(message.visible)) }
      return ink(.dim, "n next  p back  / search  f filter  w changed  e explore  y why not  h help  q")
    }
  }

  // MARK: - The overview

  private func overview(height: Int) -> [String] {
    let window = stepWindow(height: max(3, min(11, height / 3)))
    let room = height - 2 - window.count
    let details = self.details
    let first = min(scroll, max(0, details.count - room))
    return [title] + window + [rule(isCut: first > 0 || details.count - first > room)]
      + details.dropFirst(first).prefix(room)
  }

  private var title: String {
    let place =
      departure.map { "step \(position), explored from step \($0)" }
      ?? "step \(position) of \(document.length)"
    let kind = document.isWitness ? "witness of" : "counterexample to"
    let claim = "\(kind) \"\(document.origin.claim)\"".visible
    let room = Layout.width - place.count - 2
    return ink(.strong, Layout.pad(Self.cut(claim, to: room), to: room)) + "  " + place
  }

  /// The steps around the current one, which is marked.
  private func stepWindow(height: Int) -> [String] {
    let first = max(0, min(position - height / 2, steps.count - height))
    return steps.indices[first...].prefix(height).map { step in
      let label = (step == position ? "=> " : "   ") + Layout.padLeft("\(step)", to: 4) + "  "
      let name = Self.cut(steps[step].action.text.visible, to: Layout.width - label.count)
      let style = steps[step].action.actor.map { Ink.Style.actor(Int(clamping: $0.value)) }
      return label + (style.map { ink($0, name) } ?? name)
    }
  }

  private func rule(isCut: Bool) -> String {
    let place = steps[position].anchor.map { " \($0.file) \($0.function) ".visible } ?? ""
    let more = isCut ? " PgUp/PgDn " : ""
    let dashes = max(2, Layout.width - 2 - Self.cut(place, to: 60).count - more.count)
    return ink(.dim, "--\(Self.cut(place, to: 60))\(String(repeating: "-", count: dashes))\(more)")
  }

  /// What the step changes, how it ends, and the state.
  private var details: [String] {
    let changes = self.changes(of: position).filter { isShown($0.path) }
    var lines = position == 0 ? [] : TraceText.lines(of: changes, ink: ink)
    if steps[position].contents == nil { lines = [] }
    if departure == nil, position == steps.count - 1 { lines += TraceText.ending(of: document, ink: ink) }
    if departure != nil, let state = states[position], exploration?.isViolated(in: state) == true {
      lines.append(ink(.bad, Self.cut("here \"\(document.origin.claim.visible)\" is false")))
    }
    guard let contents = steps[position].contents else { return lines }
    let scope = filter.isEmpty ? "" : " with `\(filter.visible)`"
    lines += ["", ink(.strong, Self.cut("state\(scope)"))]
    let changed = Set(changes.map { $0.path.prefix { $0 != "." && $0 != "[" } })
    for (variable, content) in zip(document.variables, contents) {
      let mark = changed.contains(variable.name[...]) ? "* " : "  "
      lines += StateLines.lines(of: variable, content, filter: filter).map {
        Self.cut(mark + $0.visible)
      }
    }
    return lines
  }

  private func isShown(_ path: String) -> Bool {
    filter.isEmpty || path.lowercased().contains(filter.lowercased())
  }

  // MARK: - Other screens

  private func choice(_ options: [TraceExploration.Option], _ selected: Int, height: Int) -> [String] {
    let number = Quantity.count(options.count, "rule is enabled", "rules are enabled")
    let title = ink(.strong, "after step \(position), \(number):")
    let first = max(0, min(selected - height / 2, options.count - (height - 2)))
    let shown = options.indices[first...].prefix(height - 2).map { index in
      let option = options[index]
      let label = (index == selected ? "=> " : "   ") + Layout.padLeft("\(index + 1)", to: 4) + "  "
      let remark = isNext(option) ? "  (as shown)" : option.failure == nil ? "" : "  (fails)"
      let room = Layout.width - label.count - remark.count
      let name = Self.cut(option.step.action.text.visible, to: room)
      let style = option.step.action.actor.map { Ink.Style.actor(Int(clamping: $0.value)) }
      return label + (style.map { ink($0, name) } ?? name) + remark
    }
    return [title, ""] + shown
  }

  private static let help = [
    "n s j Space Enter Down   next step              5n: five steps",
    "p b k Backspace Up       previous step",
    "g Home                   the start              12g: step 12",
    "G End                    the last step",
    "PgDn PgUp J K            scroll the lower part",
    "/TEXT                    the next step with this text in its name, place or",
    "                         changes; / Enter: the one after",
    "f TEXT                   only variables with this text in the name; f Enter: all",
    "w NAME                   where this changed last; w Enter: the change before",
    "e                        what can happen here; choose one and go on from there",
    "y RULE                   why a rule is not enabled; y Enter: all that are not",
    "u                        back to the trace, where it was left",
    "h ?                      this page",
    "q                        quit",
  ]

  static func cut(_ text: String, to width: Int = Layout.width) -> String {
    text.count <= width ? text : text.prefix(max(0, width - 3)) + "..."
  }
}
