import ModelIR

/// The time line.
extension HTMLTrace {
  private static let partSize = 100

  var timeLine: [PageContent.Part] {
    stride(from: 0, to: document.steps.count, by: Self.partSize).map { first in
      let part = document.steps.indices[first...].prefix(Self.partSize)
      return PageContent.Part(first: first, size: part.count, items: part.map(item))
    }
  }

  private func item(_ number: Int) -> PageContent.Item {
    let step = document.steps[number]
    let lane = lanes[step.action]
    let arguments = TraceDocument.text(of: step.action.arguments)
    let isFailure = number > 0 && step.contents == nil
    let changes = changes(number)
    let loopsTo = document.starvation?.loopsTo
    let mark = study?.explanation?.mark(of: number)
    return PageContent.Item(
      number: number, colour: lane % 8, column: lane, lanes: lanes.names.count,
      isStart: number == 0 && conclusion.isRun,
      isDoomed: document.starvation.map { number > $0.from } ?? false,
      isLooped: loopsTo.map { number > $0 } ?? false,
      name: step.action.name, arguments: arguments.isEmpty ? nil : arguments,
      kernel: step.anchor.map { "\($0.file) \($0.function)" },
      mark: mark.flatMap { $0 == " " ? nil : String($0) }, remark: study?.explanation?.remark(on: number),
      hasChanges: isFailure || !changes.isEmpty, fails: isFailure, changes: changes,
      returnsTo: number == document.steps.count - 1 ? loopsTo : nil)
  }

  private func changes(_ number: Int) -> [PageContent.Change] {
    guard number > 0, let before = document.steps[number - 1].contents,
      let after = document.steps[number].contents
    else { return [] }
    return PageContent.Change.all(from: before, to: after, document.variables)
  }
}
