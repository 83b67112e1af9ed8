import ModelIR

/// The time line: an entry for each step, with all that it changes.
extension HTMLTrace {
  /// A browser lays out only those of these parts of a long list that are in sight.
  private static let partSize = 100

  var timeLine: String {
    stride(from: 0, to: document.steps.count, by: Self.partSize).map { first in
      let part = document.steps.indices[first...].prefix(Self.partSize)
      let items = part.map(item).joined(separator: "\n")
      return "<ol start=\"\(first)\" style=\"--size: \(part.count)\">\n\(items)\n</ol>"
    }.joined(separator: "\n")
  }

  private func item(_ number: Int) -> String {
    let step = document.steps[number]
    let lane = lanes[step.action]
    let isDoomed = document.starvation.map { number > $0.from } ?? false
    let classes = "lane-\(lane % 8)" + (isDoomed ? " doomed" : "")
    return """
      <li id="step=\(number)" class="\(classes)" style="--column: \(lane); --lanes: \(lanes.names.count)">\
      <a href="#step=\(number)"><span class="number">\(number)</span><span class="track"></span>\
      \(what(step, number: number))\(kernel(step))</a>\(changes(number))</li>
      """
  }

  private func what(_ step: TraceDocument.Step, number: Int) -> String {
    let action = step.action
    let arguments = HTMLText.escaped(TraceDocument.text(of: action.arguments))
    let start = number == 0 ? "start: " : ""
    return """
      <span class="what">\(start)\(HTMLText.escaped(action.name))\
      \(arguments.isEmpty ? "" : "<span class=\"arguments\">\(arguments)</span>")</span>
      """
  }

  private func kernel(_ step: TraceDocument.Step) -> String {
    step.anchor.map { "<span class=\"kernel\">\(HTMLText.escaped("\($0.file) \($0.function)"))</span>" } ?? ""
  }

  private func changes(_ number: Int) -> String {
    guard number > 0, let before = document.steps[number - 1].contents else { return "" }
    guard let after = document.steps[number].contents else {
      return "<ul class=\"changes\"><li>the step fails</li></ul>"
    }
    let changes = StateChange.changes(from: before, to: after, variables: document.variables)
    if changes.isEmpty { return "" }
    let list = changes.map {
      """
      <li>\(HTMLText.escaped($0.path)): <del>\(HTMLText.escaped($0.before))</del> \u{2192} \
      <ins>\(HTMLText.escaped($0.after))</ins></li>
      """
    }
    return "<ul class=\"changes\">\(list.joined())</ul>"
  }
}
