import ArgumentParser
import Foundation
import Reporting
import Wording

/// Options that say what `verify` shows and writes.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Rules that never fire and properties that hold vacuously are failures.")
  var strict = false

  @Option(
    help: ArgumentHelp("Write counterexamples and witnesses to this folder, as ITF.", valueName: "dir"),
    transform: PathArgument.nonEmpty)
  var traceDir: String?

  @Option(help: "The report on standard output: text or json.")
  var format = ReportFormat.text

  @Flag(help: "Say of the trace that is shown which steps are necessary, and tell it in two sentences.")
  var explain = false

  @Flag(help: "Count the states that symmetry does not visit: those of all orbits.")
  var countOrbits = false

  @OptionGroup var progress: ProgressOption

  @Flag(name: .shortAndLong, help: "Show only the closing lines.")
  var quiet = false

  @OptionGroup var colour: ColourOption

  var progressForm: ProgressLine.Form { progress.form(isQuiet: quiet) }
}

/// The option `--progress`.
struct ProgressOption: ParsableArguments {
  @Option(
    name: .customLong("progress"),
    help:
      "Show progress on standard error: auto (a line, elsewhere than in a terminal one each minute) or never."
  )
  var choice = ProgressChoice.auto

  /// What fits where standard error goes.
  func form(isQuiet: Bool = false) -> ProgressLine.Form {
    if choice == .never || isQuiet { return .none }
    return Console.isTerminal(.standardError) ? .drawn : .news
  }
}

/// The option `--colour`.
struct ColourOption: ParsableArguments {
  @Option(
    name: [.customLong("colour"), .customLong("color")],
    help: "Colour the output: auto (if it is a terminal and NO_COLOR is not set), always or never.")
  var choice = WhenToShow.auto

  func ink(for handle: FileHandle) -> Ink {
    switch choice {
    case .always: return Ink(isColoured: true)
    case .never: return Ink(isColoured: false)
    case .auto:
      let environment = ProcessInfo.processInfo.environment
      let isRefused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false || environment["TERM"] == "dumb"
      return Ink(isColoured: !isRefused && Console.isTerminal(handle))
    }
  }
}
