import ArgumentParser
import Checking
import Checks
import Reporting

/// Options of `verify` that say what of a model is checked; a check has them in its file instead.
struct ModelOptions: ParsableArguments {
  @Option(name: .customLong("property"), help: "Check only this property; may be repeated.")
  var properties: [String] = []

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Set a constant of the model; may be repeated. With several values, every combination is checked.",
      valueName: "name=value,..."))
  var settings: [ConstantValues] = []

  @Option(help: "How the verdicts are found: auto, explore or prove.")
  var engine: EngineChoice?

  @Option(help: ArgumentHelp("The number of steps from a start state to explore.", valueName: "n"))
  var maxDepth: Int?

  @Option(
    help: "Whether states that differ only in the names of scalarset elements are visited once (default: on)."
  )
  var symmetry: Switch?

  @Option(
    help:
      "Whether of steps that do not depend on each other one order is enough, where it hides nothing (default: off)."
  )
  var reduction: Switch?

  @Option(
    name: .customLong("any"),
    help: ArgumentHelp(
      "Prove the properties for every size of this scalarset; in the model, `--@ any` before it says the same.",
      valueName: "type"))
  var anySize: String?

  @Option(help: "When a state is a deadlock: off, stuttering (the default) or stuck.")
  var deadlock: DeadlockMode?

  @Flag(
    help:
      "Steps that fail are meant to end their runs: what holds in all others holds, though nobody knows what comes after them."
  )
  var failuresEndRuns = false

  @Option(
    name: .customLong("expect"),
    help: ArgumentHelp(
      "The verdict a property should have; may be repeated. Verdicts: explored, proved, violated, reached, 'bounded N', unknown.",
      valueName: "property=verdict"))
  var expected: [ExpectedProperty] = []

  @Flag(help: "End the search with the first violation.")
  var stopAtFirst = false

  @Option(
    help: ArgumentHelp(
      "Save the search to this folder now and then, and when it ends early.", valueName: "dir"),
    transform: PathArgument.nonEmpty)
  var checkpoint: String?

  @Option(
    help: ArgumentHelp("How often the search is saved (default: 10m).", valueName: "duration"))
  var checkpointInterval: TimeSpan?

  @Option(
    help: ArgumentHelp("Go on with the search that was saved to this folder.", valueName: "dir"),
    transform: PathArgument.nonEmpty)
  var resume: String?

  @Option(
    help: ArgumentHelp(
      "Go on with states in this folder once memory is full, with at most so many bytes; the next run goes on from there.",
      valueName: "dir[,size]"))
  var disk: DiskChoice?

  func validate() throws {
    try validateDisk()
    if let maxDepth, maxDepth < 0 { throw ValidationError("'--max-depth' must not be negative.") }
    if checkpointInterval != nil, checkpoint == nil {
      throw ValidationError("'--checkpoint-interval' needs '--checkpoint'.")
    }
    for setting in settings {
      guard let other = setting.otherSetting else { continue }
      throw ValidationError(
        "a comma separates values of `\(setting.name)`; '\(other)' needs a '--set' of its own.")
    }
    guard let combinations = ConstantValues.count(settings) else {
      throw ValidationError("'--set' gives more than \(ConstantValues.mostCombinations) combinations.")
    }
    if anySize != nil, checkpoint != nil || resume != nil || maxDepth != nil || engine != nil {
      throw ValidationError(
        "'--any' does not go with '--engine', '--max-depth', '--checkpoint' or '--resume'.")
    }
    if combinations > 1, checkpoint != nil || resume != nil {
      throw ValidationError("'--checkpoint' and '--resume' need one value for each constant.")
    }
  }

  private func validateDisk() throws {
    guard disk != nil else { return }
    if checkpoint != nil || resume != nil {
      throw ValidationError(
        "'--disk' does not go with '--checkpoint' or '--resume': its folder is saved by itself.")
    }
    if engine == .prove || anySize != nil {
      throw ValidationError("'--disk' is for exploration; it does not go with '--engine prove' or '--any'.")
    }
    if ConstantValues.count(settings) ?? 2 > 1 {
      throw ValidationError("'--disk' needs one value for each constant.")
    }
  }

  /// The options that were given although they say something about a model.
  var given: [String] {
    let options: [(name: String, isGiven: Bool)] = [
      ("--property", !properties.isEmpty), ("--set", !settings.isEmpty), ("--engine", engine != nil),
      ("--max-depth", maxDepth != nil), ("--symmetry", symmetry != nil),
      ("--reduction", reduction != nil), ("--deadlock", deadlock != nil),
      ("--failures-end-runs", failuresEndRuns), ("--expect", !expected.isEmpty),
      ("--stop-at-first", stopAtFirst), ("--any", anySize != nil),
      ("--checkpoint", checkpoint != nil), ("--checkpoint-interval", checkpointInterval != nil),
      ("--resume", resume != nil), ("--disk", disk != nil),
    ]
    return options.filter(\.isGiven).map(\.name)
  }
}
