import Diagnostics
import ModelIR

/// What a model says of the abstract one that it refines.
extension Lowering {
  /// `--@ refines FILE [in N steps] [with NAME=VALUE ...]`.
  mutating func noteRefinement(_ annotation: Annotation) {
    guard system.refines == nil else {
      report(
        .invalidRefinement, "the model refines another one already", at: annotation.range,
        help: "a model of its own can include this one and refine the other")
      return
    }
    var words = annotation.words.dropFirst()
    let file = words.popFirst()
    var steps: Int? = 1
    if words.first == "in" {
      words.removeFirst()
      steps = words.popFirst().flatMap(Int.init)
      if words.first == "steps" || words.first == "step" { words.removeFirst() } else { steps = nil }
    }
    var settings: [ConstantSetting?] = []
    if words.first == "with" {
      settings = words.dropFirst().map { ConstantSetting(argument: $0) }
      words = []
    }
    let known = settings.compactMap { $0 }
    guard let file, let steps, 1...RefinementTarget.mostSteps ~= steps, words.isEmpty,
      known.count == settings.count
    else {
      report(
        .invalidRefinement, "this does not say what the model refines", at: annotation.range,
        help:
          "write `--@ refines FILE`, behind it `in N steps` with N up to \(RefinementTarget.mostSteps), and "
          + "`with NAME=VALUE ...`")
      return
    }
    system.refines = RefinementTarget(
      file: file, steps: steps, settings: known, range: annotation.range)
  }

  /// A constant of this model stands for its value in what is set of the abstract one.
  mutating func giveConstants() {
    guard var target = system.refines else { return }
    for index in target.settings.indices {
      guard let constant = system.constants.last(where: { $0.name == target.settings[index].value })
      else { continue }
      target.settings[index].value = constant.text
      _ = scopes.use(constant.name)
    }
    system.refines = target
  }

  /// What `--@ abstracts` says that something is; its own name unless there is another.
  mutating func abstractedPlace(_ annotations: [Annotation], of name: Name) -> AbstractedPlace? {
    let all = annotations.filter(\.isAbstraction)
    guard let annotation = all.last else { return nil }
    if all.count > 1 {
      report(
        .invalidRefinement, "`\(name.text)` abstracts one place", at: annotation.range,
        help: "a function returns another one")
    }
    // Nobody else has to use it.
    _ = scopes.use(name.text)
    let words = annotation.words.dropFirst()
    return AbstractedPlace(
      text: words.isEmpty ? name.text : words.joined(separator: " "), range: annotation.range)
  }

  /// A state has one counterpart, and looking for it changes nothing.
  mutating func checkAbstracting(_ function: Function, _ effects: Effects) {
    guard let place = function.abstracts, let problem = reasonNotToAsk(function, effects) else { return }
    report(
      .invalidRefinement, "function `\(function.name)` abstracts nothing: \(problem)", at: place.range,
      help: "abstract a variable, or a function of simple values that returns something and changes nothing")
  }
}
