import ModelIR
package import Wording

/// Steps through a trace as a debugger does: keys in, screens out; knows no terminal.
package struct TraceBrowser {
  /// What keys mean at the moment.
  enum Mode {
    case stepping
    /// A line is being typed.
    case typing(Prompt, String)
    /// One of the things that can happen is being chosen.
    case choosing([TraceExploration.Option], selected: Int)
    /// One of the rules that were asked about is being chosen.
    case asking([GuardAccount], isComplete: Bool, selected: Int)
    /// What is in the way of one of them.
    case reading(GuardAccount)
    case help
  }

  enum Prompt: String {
    case search = "/"
    case filter = "show only variables with: "
    case change = "where did this change last: "
    case guardOf = "why is this rule not enabled (Enter: all): "
  }

  let document: TraceDocument
  /// Nil without the model.
  let exploration: TraceExploration?
  let ink: Ink

  /// The run that is shown: the trace, or what was explored.
  var steps: [TraceDocument.Step]
  var states: [State?]
  /// The last step of the trace in an explored run.
  var departure: Int?
  var position = 0
  /// Lines of the lower part that are above the screen.
  var scroll = 0
  var mode = Mode.stepping
  /// Digits typed before a command.
  var count = ""
  /// The last thing searched for, the filter, and the last variable asked for.
  var pattern = ""
  var filter = ""
  var variable = ""
  /// What the last key came to, if that is not seen otherwise.
  var message = ""
  package internal(set) var isFinished = false

  package init(_ document: TraceDocument, exploration: TraceExploration?, ink: Ink) {
    self.document = document
    self.exploration = exploration
    self.ink = ink
    steps = document.steps
    states = exploration?.states ?? []
  }

  package mutating func press(_ key: BrowserKey) {
    message = ""
    switch mode {
    case .stepping: command(key)
    case .typing(let prompt, let text): type(key, prompt, text)
    case .choosing(let options, let selected): choose(key, options, selected)
    case .asking(let accounts, let isComplete, let selected): ask(key, accounts, isComplete, selected)
    case .reading: mode = .stepping
    case .help: mode = .stepping
    }
  }

  // MARK: - Commands

  private mutating func command(_ key: BrowserKey) {
    if case .character(let digit) = key, digit.isASCII, digit.isNumber {
      if count.count < 9 { count.append(digit) }
      return
    }
    let number = Int(count)
    count = ""
    switch key {
    case .character("n"), .character("s"), .character("j"), .character(" "), .enter, .down:
      go(to: position + (number ?? 1))
    case .character("p"), .character("b"), .character("k"), .up, .backspace:
      go(to: position - (number ?? 1))
    case .character("g"), .home: go(to: number ?? 0)
    case .character("G"), .end: go(to: number ?? steps.count - 1)
    case .character("J"): scroll += number ?? 1
    case .character("K"): scroll = max(0, scroll - (number ?? 1))
    case .pageDown: scroll += Self.page
    case .pageUp: scroll = max(0, scroll - Self.page)
    case .character("/"): mode = .typing(.search, "")
    case .character("f"): mode = .typing(.filter, "")
    case .character("w"): mode = .typing(.change, "")
    case .character("e"): offerOptions()
    case .character("y"): mode = .typing(.guardOf, "")
    case .character("u"): comeBack()
    case .character("h"), .character("?"): mode = .help
    case .character("q"): isFinished = true
    case .character(let other): message = "`\(other)` does nothing; `h` lists the keys"
    case .escape: break
    }
  }

  /// Lines that the page keys scroll.
  static let page = 10

  private mutating func go(to step: Int) {
    let wanted = min(max(step, 0), steps.count - 1)
    if wanted == position, step != position {
      let isEnd = step > position
      message =
        !isEnd ? "the start" : departure == nil ? "the end of the trace" : "`e` shows what can happen here"
    }
    if wanted != position { scroll = 0 }
    position = wanted
  }

  // MARK: - Typing

  private mutating func type(_ key: BrowserKey, _ prompt: Prompt, _ text: String) {
    switch key {
    case .character(let character): mode = .typing(prompt, text + String(character))
    case .backspace: mode = text.isEmpty ? .stepping : .typing(prompt, String(text.dropLast()))
    case .enter:
      mode = .stepping
      switch prompt {
      case .search: search(for: text)
      case .filter:
        filter = text
        scroll = 0
      case .change: findChange(of: text)
      case .guardOf: askAboutGuards(of: text)
      }
    case .escape: mode = .stepping
    case .up, .down, .pageUp, .pageDown, .home, .end: break
    }
  }

  /// The next step that has the text in its name, place or changes; without a text, the last one searched for.
  private mutating func search(for text: String) {
    if !text.isEmpty { pattern = text }
    guard !pattern.isEmpty else { return }
    let wanted = pattern.lowercased()
    let order = Array(position + 1..<max(steps.count, position + 1)) + Array(0...position)
    guard
      let found = order.first(where: { step in described(step).contains { $0.lowercased().contains(wanted) } }
      )
    else {
      message = "not found: \(pattern)"
      return
    }
    if found <= position { message = "went on from the start" }
    go(to: found)
  }

  private func described(_ step: Int) -> [String] {
    let shown = steps[step]
    let place = shown.anchor.map { ["\($0.file) \($0.function)"] } ?? []
    return [shown.action.text] + place + changes(of: step).map { "\($0.path): \($0.before) -> \($0.after)" }
  }

  /// The last step before this one, or this one, that changes a variable; asked again, the one before.
  private mutating func findChange(of name: String) {
    let isRepeated = name.isEmpty || name == variable
    if !name.isEmpty { variable = name }
    guard !variable.isEmpty else { return }
    let isHere = position > 0 && changes(variable, position)
    let first = isHere && isRepeated ? position - 1 : position
    guard let found = (1..<max(first + 1, 1)).last(where: { changes(variable, $0) }) else {
      message = "`\(variable)` does not change before"
      return
    }
    go(to: found)
    message = "`\(variable)` changes in this step"
  }

  private func changes(_ name: String, _ step: Int) -> Bool {
    changes(of: step).contains { $0.path.contains(name) || $0.strip?.changes(name, of: $0.path) ?? false }
  }

  /// What a step changes.
  func changes(of step: Int) -> [StateChange] {
    guard step > 0, let before = steps[step - 1].contents, let after = steps[step].contents else { return [] }
    return StateChange.changes(from: before, to: after, variables: document.variables)
  }

  // MARK: - Exploring

  /// The model and the state, or nil after saying why they are not there.
  mutating func explored() -> (TraceExploration, State)? {
    guard let exploration else {
      message = "exploring needs the model, unchanged"
      return nil
    }
    guard let state = states[position] else {
      message = "the step fails: there is no state after it"
      return nil
    }
    return (exploration, state)
  }

  private mutating func offerOptions() {
    guard let (exploration, state) = explored() else { return }
    let options = exploration.options(in: state)
    if options.isEmpty {
      message = "no rule is enabled"
    } else {
      mode = .choosing(options, selected: options.firstIndex { isNext($0) } ?? 0)
    }
  }

  /// True if the run goes on in this way.
  func isNext(_ option: TraceExploration.Option) -> Bool {
    position + 1 < steps.count && steps[position + 1].action == option.step.action
  }

  private mutating func choose(_ key: BrowserKey, _ options: [TraceExploration.Option], _ selected: Int) {
    if let place = key.place(from: selected, page: Self.page, last: options.count - 1, number: Int(count)) {
      count = ""
      mode = .choosing(options, selected: place)
      return
    }
    switch key {
    case .character(let digit) where digit.isASCII && digit.isNumber:
      if count.count < 9 { count.append(digit) }
    case .enter:
      let number = Int(count).map { $0 - 1 } ?? selected
      mode = .stepping
      count = ""
      take(options[min(max(number, 0), options.count - 1)])
    case .character("q"), .character("e"), .escape:
      mode = .stepping
      count = ""
    case .character, .backspace, .up, .down, .pageUp, .pageDown, .home, .end: count = ""
    }
  }

  private mutating func take(_ option: TraceExploration.Option) {
    if !isNext(option) {
      departure = min(departure ?? position, position)
      steps = steps[...position] + [option.step]
      states = states[...position] + [option.state]
      if let failure = option.failure { message = "fails: \(failure)" }
    }
    go(to: position + 1)
  }

  private mutating func comeBack() {
    guard let departure else {
      message = "this is the trace"
      return
    }
    steps = document.steps
    states = exploration?.states ?? []
    self.departure = nil
    go(to: departure)
    scroll = 0
  }
}
